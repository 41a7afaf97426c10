using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orbit.Kubernetes.Runtime.LeaderElection;

namespace Orbit.Kubernetes.Runtime.Hosting;

/// <summary>How an operator starts, leads and stops.</summary>
public sealed record OperatorHostOptions
{
    /// <summary>The lease to lead by; null to lead at once, where there is only ever one instance.</summary>
    public LeaderElectionOptions? LeaderElection { get; init; }

    /// <summary>How long reconciles under way may take when the program is stopped. Kubernetes gives a pod 30 s by default, the lease's release included.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>Clock of the waits.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Logs starting and stopping.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
