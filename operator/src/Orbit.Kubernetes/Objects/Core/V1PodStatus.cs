using System.Text.Json.Serialization;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Objects.Core;

/// <summary>What is known of a pod.</summary>
public sealed record V1PodStatus
{
    /// <summary><c>Pending</c>, <c>Running</c>, <c>Succeeded</c>, <c>Failed</c> or <c>Unknown</c>.</summary>
    public string? Phase { get; init; }

    /// <summary>Aspects of its state, unique by type.</summary>
    public IReadOnlyList<V1PodCondition>? Conditions { get; init; }

    /// <summary>Why it is in this state, for people.</summary>
    public string? Message { get; init; }

    /// <summary>Why it is in this state, one word for programs.</summary>
    public string? Reason { get; init; }

    /// <summary>Address of its node.</summary>
    [JsonPropertyName("hostIP")]
    public string? HostIP { get; init; }

    /// <summary>Address of the pod.</summary>
    [JsonPropertyName("podIP")]
    public string? PodIP { get; init; }

    /// <summary>When its node acknowledged it; whole seconds.</summary>
    [JsonConverter(typeof(SecondsTimestampJsonConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>One entry a container.</summary>
    public IReadOnlyList<V1ContainerStatus>? ContainerStatuses { get; init; }
}
