using System.Text.Json.Serialization;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Objects.Core;

/// <summary>Keeps pods away from a node that do not tolerate it.</summary>
public sealed record V1Taint
{
    /// <summary>Key.</summary>
    public string Key { get; init => field = value ?? ""; } = "";

    /// <summary>Value.</summary>
    public string? Value { get; init; }

    /// <summary><c>NoSchedule</c>, <c>PreferNoSchedule</c> or <c>NoExecute</c>.</summary>
    public string Effect { get; init => field = value ?? ""; } = "";

    /// <summary>When a <c>NoExecute</c> taint was added; whole seconds.</summary>
    [JsonConverter(typeof(SecondsTimestampJsonConverter))]
    public DateTimeOffset? TimeAdded { get; init; }
}
