using Orbit.Kubernetes.Objects;

namespace Orbit.Kubernetes.Runtime.Events;

/// <summary>How often an event happened, and what of it has been written.</summary>
internal sealed class EventSeries(DateTimeOffset first, long firstTimestamp)
{
    public DateTimeOffset First { get; } = first;

    public int Count { get; set; } = 1;

    public DateTimeOffset Last { get; set; } = first;

    public long LastTimestamp { get; set; } = firstTimestamp;

    /// <summary>Name of the event object once it is stored.</summary>
    public NamespacedName? Stored { get; set; }

    public int WrittenCount { get; set; }

    public long WrittenTimestamp { get; set; }
}
