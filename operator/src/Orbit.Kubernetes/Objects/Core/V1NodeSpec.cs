using System.Text.Json.Serialization;

namespace Orbit.Kubernetes.Objects.Core;

/// <summary>What is wanted of a node.</summary>
public sealed record V1NodeSpec
{
    /// <summary>Identity at its provider, such as <c>orbit://norad/68790</c>.</summary>
    [JsonPropertyName("providerID")]
    public string? ProviderID { get; init; }

    /// <summary>Whether no new pods are to be bound to it.</summary>
    public bool? Unschedulable { get; init; }

    /// <summary>What keeps pods away that do not tolerate it.</summary>
    public IReadOnlyList<V1Taint>? Taints { get; init; }

    /// <summary>Addresses of its pods.</summary>
    [JsonPropertyName("podCIDR")]
    public string? PodCIDR { get; init; }
}
