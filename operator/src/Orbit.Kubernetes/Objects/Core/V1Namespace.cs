using System.Text.Json.Serialization.Metadata;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Objects.Core;

/// <summary>A scope for names.</summary>
public sealed record V1Namespace : IKubernetesResource<V1Namespace>
{
    /// <inheritdoc/>
    public static ResourceKind ResourceKind { get; } = new("", "v1", "Namespace", "namespaces", Namespaced: false);

    /// <inheritdoc/>
    public static JsonTypeInfo<V1Namespace> JsonTypeInfo => KubernetesJsonContext.Default.V1Namespace;

    /// <inheritdoc/>
    public string ApiVersion => ResourceKind.ApiVersion;

    /// <inheritdoc/>
    public string Kind => ResourceKind.Kind;

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    /// <summary>Its phase.</summary>
    public V1NamespaceStatus? Status { get; init; }

    /// <inheritdoc/>
    public V1Namespace WithMetadata(V1ObjectMeta metadata) => this with { Metadata = metadata };
}
