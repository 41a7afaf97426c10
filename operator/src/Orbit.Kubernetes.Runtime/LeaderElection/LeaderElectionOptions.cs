using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Orbit.Kubernetes.Runtime.LeaderElection;

/// <summary>Which lease to lead by, and how quickly leadership passes on.</summary>
public sealed record LeaderElectionOptions
{
    /// <summary>Name of the lease.</summary>
    public required string Name { get; init; }

    /// <summary>Namespace of the lease.</summary>
    public required string Namespace { get; init; }

    /// <summary>Name of this candidate. Must never be used by two processes, not even one after the other: by default the machine's name and a new GUID.</summary>
    public string Identity { get; init; } = $"{Environment.MachineName}_{Guid.NewGuid():N}";

    /// <summary>How long others wait, after the last renewal they saw, before they take the lease; whole seconds.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the leader goes on without a successful renewal. Less than <see cref="LeaseDuration"/>: the old leader has stopped before a new one begins.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two renewals. A candidate looks more often, each half to three quarters of it, so that it follows a leader within <see cref="LeaseDuration"/> and this, as long as a request takes no more than a sixteenth of this.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Clock of all waits. Only its monotonic side decides; the time of day is written for people.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Draws the jitter of candidates.</summary>
    public Random Random { get; init; } = new();

    /// <summary>Logs changes of leadership.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Refuses times that could not keep two leaders apart.</summary>
    /// <exception cref="ArgumentException">The times don't fit each other; the message says which.</exception>
    internal void Validate()
    {
        if (LeaseDuration.TotalSeconds < 1 || LeaseDuration.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            throw new ArgumentException($"leaseDuration must be whole seconds and at least one, not {LeaseDuration}.");
        }

        if (RenewDeadline >= LeaseDuration)
        {
            throw new ArgumentException($"renewDeadline ({RenewDeadline}) must be less than leaseDuration ({LeaseDuration}).");
        }

        if (RetryPeriod <= TimeSpan.Zero || RetryPeriod * 2 > RenewDeadline)
        {
            throw new ArgumentException($"retryPeriod ({RetryPeriod}) must be positive and at most half of renewDeadline ({RenewDeadline}).");
        }
    }
}
