using System.Text.Json.Serialization;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Objects.Core;

/// <summary>One aspect of a pod's state.</summary>
public sealed record V1PodCondition
{
    /// <summary>Which aspect, such as <c>Ready</c>.</summary>
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    public string Status { get; init => field = value ?? ""; } = "";

    /// <summary>When it was last checked; whole seconds.</summary>
    [JsonConverter(typeof(SecondsTimestampJsonConverter))]
    public DateTimeOffset? LastProbeTime { get; init; }

    /// <summary>When the status changed last; whole seconds.</summary>
    [JsonConverter(typeof(SecondsTimestampJsonConverter))]
    public DateTimeOffset? LastTransitionTime { get; init; }

    /// <summary>One word for programs.</summary>
    public string? Reason { get; init; }

    /// <summary>A sentence for people.</summary>
    public string? Message { get; init; }
}
