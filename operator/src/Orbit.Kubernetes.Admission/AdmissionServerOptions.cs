using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Orbit.Kubernetes.Admission;

/// <summary>Where a webhook listens.</summary>
public sealed record AdmissionServerOptions
{
    /// <summary>Address and port; port 0 for any that is free.</summary>
    public required IPEndPoint Address { get; init; }

    /// <summary>Largest body, bytes. An API server takes objects of at most 3 MiB and sends an update with both of them.</summary>
    public long MostBytes { get; init; } = 7 * 1024 * 1024;

    /// <summary>Clock of the latency that is measured and of the certificate's expiry: wall time.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Logs refusals and failures.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
