using System.Text.Json.Serialization;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Objects.Core;

/// <summary>How often an event happened.</summary>
public sealed record V1EventSeries
{
    /// <summary>Number of occurrences.</summary>
    public int Count { get; init; }

    /// <summary>The last of them; microseconds.</summary>
    [JsonConverter(typeof(MicroTimestampJsonConverter))]
    public DateTimeOffset? LastObservedTime { get; init; }
}
