using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Orbit.Kubernetes.Client;

/// <summary>How a client behaves; the defaults suit an operator.</summary>
public sealed record KubernetesClientOptions
{
    /// <summary>Clock of time-outs and waits.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where the client says what it waits for.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Longest time for one attempt of a plain request, answer included.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time for one attempt of a list that is not cut into pages, answer included; API servers end requests after a minute themselves.</summary>
    public TimeSpan WholeListTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Attempts of an idempotent request that is answered with 429 or 503.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>Longest wait the server may ask for by Retry-After; above it the error is thrown.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most connections for plain requests.</summary>
    public int MaxConnections { get; init; } = 32;

    /// <summary>
    /// HTTP version. 1.1 by default: a request that is given up closes its connection, whereas with HTTP/2 the next
    /// request would go into the same connection, even one that stalled.
    /// </summary>
    public Version HttpVersion { get; init; } = System.Net.HttpVersion.Version11;

    /// <summary>Name under which created, updated and patched fields are recorded.</summary>
    public string FieldManager { get; init; } = "orbitoperator";

    /// <summary>Names the program in the server's logs.</summary>
    public string UserAgent { get; init; } = "orbitoperator";
}
