using System.Text.Json.Serialization.Metadata;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Objects.Core;

/// <summary>A group of containers that run together on one node. Unknown fields are dropped when read: write pods by create, patch and apply, never by update.</summary>
public sealed record V1Pod : IKubernetesResource<V1Pod>
{
    /// <inheritdoc/>
    public static ResourceKind ResourceKind { get; } = new("", "v1", "Pod", "pods", Namespaced: true);

    /// <inheritdoc/>
    public static JsonTypeInfo<V1Pod> JsonTypeInfo => KubernetesJsonContext.Default.V1Pod;

    /// <inheritdoc/>
    public string ApiVersion => ResourceKind.ApiVersion;

    /// <inheritdoc/>
    public string Kind => ResourceKind.Kind;

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    /// <summary>What is to run.</summary>
    public V1PodSpec? Spec { get; init; }

    /// <summary>What is known of it.</summary>
    public V1PodStatus? Status { get; init; }

    /// <inheritdoc/>
    public V1Pod WithMetadata(V1ObjectMeta metadata) => this with { Metadata = metadata };
}
