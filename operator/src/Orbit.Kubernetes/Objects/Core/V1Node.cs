using System.Text.Json.Serialization.Metadata;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Objects.Core;

/// <summary>A machine that pods are bound to. Unknown fields are dropped when read: write nodes by create, patch and apply, never by update.</summary>
public sealed record V1Node : IKubernetesResource<V1Node>
{
    /// <inheritdoc/>
    public static ResourceKind ResourceKind { get; } = new("", "v1", "Node", "nodes", Namespaced: false);

    /// <inheritdoc/>
    public static JsonTypeInfo<V1Node> JsonTypeInfo => KubernetesJsonContext.Default.V1Node;

    /// <inheritdoc/>
    public string ApiVersion => ResourceKind.ApiVersion;

    /// <inheritdoc/>
    public string Kind => ResourceKind.Kind;

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    /// <summary>What is wanted of it.</summary>
    public V1NodeSpec? Spec { get; init; }

    /// <summary>What is known of it.</summary>
    public V1NodeStatus? Status { get; init; }

    /// <inheritdoc/>
    public V1Node WithMetadata(V1ObjectMeta metadata) => this with { Metadata = metadata };
}
