using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orbit.Kubernetes.Client;

namespace Orbit.Kubernetes.Runtime.Watching;

/// <summary>Which objects an informer follows, and how.</summary>
public sealed record InformerOptions
{
    /// <summary>Namespace to follow; null for all.</summary>
    public string? Namespace { get; init; }

    /// <summary>Selects by labels.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>Selects by fields.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>Leaves out objects before they reach the store; one that was taken and is refused after a change leaves the store. Null for none.</summary>
    public ObjectFilter? Filter { get; init; }

    /// <summary>An informer whose first list is waited for, because <see cref="Filter"/> asks its store; null for none.</summary>
    public IInformer? After { get; init; }

    /// <summary>Objects a page of a list.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>Shortest time a watch is kept open. The time is drawn anew for each, so that not all watches of all operators end at once.</summary>
    public TimeSpan MinWatchTime { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Longest time a watch is kept open.</summary>
    public TimeSpan MaxWatchTime { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>How long after its time a silent watch is given up.</summary>
    public TimeSpan WatchMargin { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest wait for an own write to show in the store.</summary>
    public TimeSpan OwnWriteTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Clock of all waits.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Draws watch times and back-off; null for one of the informer's own. Not to be shared by informers: a Random serves one task at a time.</summary>
    public Random? Random { get; init; }

    /// <summary>Logs failures.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
