using System.Text.Json.Serialization.Metadata;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Objects.Core;

/// <summary>Says who holds something and until when.</summary>
public sealed record V1Lease : IKubernetesResource<V1Lease>
{
    /// <inheritdoc/>
    public static ResourceKind ResourceKind { get; } = new("coordination.k8s.io", "v1", "Lease", "leases", Namespaced: true);

    /// <inheritdoc/>
    public static JsonTypeInfo<V1Lease> JsonTypeInfo => KubernetesJsonContext.Default.V1Lease;

    /// <inheritdoc/>
    public string ApiVersion => ResourceKind.ApiVersion;

    /// <inheritdoc/>
    public string Kind => ResourceKind.Kind;

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    /// <summary>Who, since when, for how long.</summary>
    public V1LeaseSpec? Spec { get; init; }

    /// <inheritdoc/>
    public V1Lease WithMetadata(V1ObjectMeta metadata) => this with { Metadata = metadata };
}
