using System.Text.Json.Serialization.Metadata;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Objects.Core;

/// <summary>Definition of a kind of custom resource, as far as its readiness can be told. It is written as a raw manifest.</summary>
public sealed record V1CustomResourceDefinition : IKubernetesResource<V1CustomResourceDefinition>
{
    /// <inheritdoc/>
    public static ResourceKind ResourceKind { get; } = new("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", Namespaced: false);

    /// <inheritdoc/>
    public static JsonTypeInfo<V1CustomResourceDefinition> JsonTypeInfo => KubernetesJsonContext.Default.V1CustomResourceDefinition;

    /// <inheritdoc/>
    public string ApiVersion => ResourceKind.ApiVersion;

    /// <inheritdoc/>
    public string Kind => ResourceKind.Kind;

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    /// <summary>Whether it is served.</summary>
    public V1CustomResourceDefinitionStatus? Status { get; init; }

    /// <inheritdoc/>
    public V1CustomResourceDefinition WithMetadata(V1ObjectMeta metadata) => this with { Metadata = metadata };
}
