using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Orbit.Kubernetes.Runtime.Events;

/// <summary>Who reports events, and how many.</summary>
public sealed record EventRecorderOptions
{
    /// <summary>Who reports, such as <c>orbitoperator.io/operator</c>.</summary>
    public required string ReportingController { get; init; }

    /// <summary>Which instance of it, at most 128 characters.</summary>
    public string ReportingInstance { get; init; } = Environment.MachineName;

    /// <summary>Most different events that are remembered; others are dropped while that many are.</summary>
    public int Capacity { get; init; } = 4096;

    /// <summary>Equal events that follow each other within this time are counted together.</summary>
    public TimeSpan SeriesGap { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>Least time between two writes of one event's count.</summary>
    public TimeSpan WriteInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Attempts at writing an event before it is dropped.</summary>
    public int MaxAttempts { get; init; } = 8;

    /// <summary>Clock of the events and of the waits between writes.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Logs dropped events.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
