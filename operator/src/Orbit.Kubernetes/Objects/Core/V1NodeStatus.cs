using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Objects.Core;

/// <summary>What is known of a node.</summary>
public sealed record V1NodeStatus
{
    /// <summary>Amounts by resource that it has.</summary>
    public IReadOnlyDictionary<string, ResourceQuantity>? Capacity { get; init; }

    /// <summary>Amounts by resource that pods can have.</summary>
    public IReadOnlyDictionary<string, ResourceQuantity>? Allocatable { get; init; }

    /// <summary>Aspects of its state, unique by type.</summary>
    public IReadOnlyList<V1NodeCondition>? Conditions { get; init; }

    /// <summary>How to reach it.</summary>
    public IReadOnlyList<V1NodeAddress>? Addresses { get; init; }

    /// <summary>Versions and identities.</summary>
    public V1NodeSystemInfo? NodeInfo { get; init; }
}
