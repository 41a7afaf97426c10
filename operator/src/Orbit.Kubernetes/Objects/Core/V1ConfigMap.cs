using System.Text.Json.Serialization.Metadata;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Objects.Core;

/// <summary>Texts and blobs by key.</summary>
public sealed record V1ConfigMap : IKubernetesResource<V1ConfigMap>
{
    /// <inheritdoc/>
    public static ResourceKind ResourceKind { get; } = new("", "v1", "ConfigMap", "configmaps", Namespaced: true);

    /// <inheritdoc/>
    public static JsonTypeInfo<V1ConfigMap> JsonTypeInfo => KubernetesJsonContext.Default.V1ConfigMap;

    /// <inheritdoc/>
    public string ApiVersion => ResourceKind.ApiVersion;

    /// <inheritdoc/>
    public string Kind => ResourceKind.Kind;

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    /// <summary>Texts by key.</summary>
    public IReadOnlyDictionary<string, string>? Data { get; init; }

    /// <summary>Blobs by key, base64 in JSON.</summary>
    public IReadOnlyDictionary<string, byte[]>? BinaryData { get; init; }

    /// <summary>Whether nothing may change any more.</summary>
    public bool? Immutable { get; init; }

    /// <inheritdoc/>
    public V1ConfigMap WithMetadata(V1ObjectMeta metadata) => this with { Metadata = metadata };
}
