using System.Text.Json.Serialization;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Objects.Core;

/// <summary>Since when a container runs.</summary>
public sealed record V1ContainerStateRunning
{
    /// <summary>When it started; whole seconds.</summary>
    [JsonConverter(typeof(SecondsTimestampJsonConverter))]
    public DateTimeOffset? StartedAt { get; init; }
}
