using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Orbit.Kubernetes.Runtime.Reconciling;

/// <summary>How a controller works.</summary>
public sealed record ControllerOptions
{
    /// <summary>Objects reconciled at the same time.</summary>
    public int Workers { get; init; } = 4;

    /// <summary>Clock of delays and back-off: the wall clock, not the mission's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Logs failures.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
