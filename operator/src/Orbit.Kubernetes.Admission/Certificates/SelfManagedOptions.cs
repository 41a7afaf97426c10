using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orbit.Kubernetes.Objects;

namespace Orbit.Kubernetes.Admission.Certificates;

/// <summary>Where self-managed certificates are kept, whom they are for and how long they live.</summary>
public sealed record SelfManagedOptions
{
    /// <summary>The Secret that all replicas share; made when it is missing.</summary>
    public required NamespacedName Secret { get; init; }

    /// <summary>The ValidatingWebhookConfiguration whose <c>caBundle</c>s are kept; it may come and go.</summary>
    public required string WebhookConfiguration { get; init; }

    /// <summary>DNS names and IP addresses under which API servers call this replica.</summary>
    public required IReadOnlyCollection<string> Names { get; init; }

    /// <summary>How long certificates live.</summary>
    public CertificateLifetimes Lifetimes { get; init; } = new();

    /// <summary>How often to look whether something is due, or was changed by somebody else.</summary>
    public TimeSpan LookAgain { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Clock of the certificates' lives and of the pauses: wall time.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Logs what was made and renewed, never a key.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
