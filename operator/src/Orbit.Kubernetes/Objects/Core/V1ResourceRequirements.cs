using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Objects.Core;

/// <summary>What a container needs and may use at most.</summary>
public sealed record V1ResourceRequirements
{
    /// <summary>Amounts by resource that are reserved.</summary>
    public IReadOnlyDictionary<string, ResourceQuantity>? Requests { get; init; }

    /// <summary>Amounts by resource that are not exceeded.</summary>
    public IReadOnlyDictionary<string, ResourceQuantity>? Limits { get; init; }
}
