namespace Orbit.Kubernetes.Objects.Core;

/// <summary>A taint that a pod puts up with.</summary>
public sealed record V1Toleration
{
    /// <summary>Key of the taint; null with operator <c>Exists</c> for every one.</summary>
    public string? Key { get; init; }

    /// <summary><c>Equal</c> (also when null) or <c>Exists</c>.</summary>
    public string? Operator { get; init; }

    /// <summary>Value of the taint.</summary>
    public string? Value { get; init; }

    /// <summary><c>NoSchedule</c>, <c>PreferNoSchedule</c> or <c>NoExecute</c>; null for each of them.</summary>
    public string? Effect { get; init; }

    /// <summary>Seconds a <c>NoExecute</c> taint is put up with; null for ever.</summary>
    public long? TolerationSeconds { get; init; }
}
