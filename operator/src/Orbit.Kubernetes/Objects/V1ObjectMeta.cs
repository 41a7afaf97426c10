using System.Text.Json.Serialization;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Objects;

/// <summary>Name, labels, owners and the server's bookkeeping of an object. <c>managedFields</c> is left out: it is large and nobody here reads it.</summary>
public sealed record V1ObjectMeta
{
    /// <summary>Name, unique among the objects of the kind in the namespace.</summary>
    public string? Name { get; init; }

    /// <summary>Prefix from which the server makes a unique name when <see cref="Name"/> is not given.</summary>
    public string? GenerateName { get; init; }

    /// <summary>Namespace; null for cluster-wide objects.</summary>
    public string? Namespace { get; init; }

    /// <summary>Identity that is never used twice, given by the server.</summary>
    public string? Uid { get; init; }

    /// <summary>Opaque version of the stored object. Compare it for equality only.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Counts the changes of the spec.</summary>
    public long? Generation { get; init; }

    /// <summary>When the server stored the object first; whole seconds.</summary>
    [JsonConverter(typeof(SecondsTimestampJsonConverter))]
    public DateTimeOffset? CreationTimestamp { get; init; }

    /// <summary>Set once deletion was asked for; the object is gone when its last finalizer is. Whole seconds.</summary>
    [JsonConverter(typeof(SecondsTimestampJsonConverter))]
    public DateTimeOffset? DeletionTimestamp { get; init; }

    /// <summary>Labels, which selectors match.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Annotations, which nothing matches.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>Objects this one belongs to; it is deleted with the last of them.</summary>
    public IReadOnlyList<V1OwnerReference>? OwnerReferences { get; init; }

    /// <summary>Names that must be taken away before the object can disappear.</summary>
    public IReadOnlyList<string>? Finalizers { get; init; }
}
