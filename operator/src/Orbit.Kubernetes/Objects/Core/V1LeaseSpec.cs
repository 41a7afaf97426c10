using System.Text.Json.Serialization;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Objects.Core;

/// <summary>Who holds a lease, since when and for how long.</summary>
public sealed record V1LeaseSpec
{
    /// <summary>Who holds it; empty or null for nobody.</summary>
    public string? HolderIdentity { get; init; }

    /// <summary>Seconds that candidates wait after the last observed renewal before they take it.</summary>
    public int? LeaseDurationSeconds { get; init; }

    /// <summary>When it was taken, on the holder's clock; microseconds.</summary>
    [JsonConverter(typeof(MicroTimestampJsonConverter))]
    public DateTimeOffset? AcquireTime { get; init; }

    /// <summary>When it was renewed last, on the holder's clock; microseconds.</summary>
    [JsonConverter(typeof(MicroTimestampJsonConverter))]
    public DateTimeOffset? RenewTime { get; init; }

    /// <summary>How often it changed hands.</summary>
    public int? LeaseTransitions { get; init; }
}
