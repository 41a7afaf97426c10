using System.Text.Json.Serialization.Metadata;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Objects.Core;

/// <summary>Confidential blobs by key.</summary>
public sealed record V1Secret : IKubernetesResource<V1Secret>
{
    /// <inheritdoc/>
    public static ResourceKind ResourceKind { get; } = new("", "v1", "Secret", "secrets", Namespaced: true);

    /// <inheritdoc/>
    public static JsonTypeInfo<V1Secret> JsonTypeInfo => KubernetesJsonContext.Default.V1Secret;

    /// <inheritdoc/>
    public string ApiVersion => ResourceKind.ApiVersion;

    /// <inheritdoc/>
    public string Kind => ResourceKind.Kind;

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    /// <summary>Blobs by key, base64 in JSON.</summary>
    public IReadOnlyDictionary<string, byte[]>? Data { get; init; }

    /// <summary>What the blobs are, such as <c>Opaque</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Whether nothing may change any more.</summary>
    public bool? Immutable { get; init; }

    /// <inheritdoc/>
    public V1Secret WithMetadata(V1ObjectMeta metadata) => this with { Metadata = metadata };
}
