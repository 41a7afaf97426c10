using System.Text.Json.Serialization;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Objects.Core;

/// <summary>How a container ended.</summary>
public sealed record V1ContainerStateTerminated
{
    /// <summary>Exit code; 0 is success.</summary>
    public int ExitCode { get; init; }

    /// <summary>Signal that ended it.</summary>
    public int? Signal { get; init; }

    /// <summary>One word for programs.</summary>
    public string? Reason { get; init; }

    /// <summary>A sentence for people.</summary>
    public string? Message { get; init; }

    /// <summary>When it started; whole seconds.</summary>
    [JsonConverter(typeof(SecondsTimestampJsonConverter))]
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; whole seconds.</summary>
    [JsonConverter(typeof(SecondsTimestampJsonConverter))]
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Id in its runtime.</summary>
    [JsonPropertyName("containerID")]
    public string? ContainerID { get; init; }
}
