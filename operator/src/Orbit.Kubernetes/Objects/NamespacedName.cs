using k8s;
using k8s.Models;

namespace Orbit.Kubernetes.Objects;

/// <summary>The key of an object among those of its kind. Cluster-wide objects have an empty namespace.</summary>
/// <param name="Namespace">Namespace, or empty.</param>
/// <param name="Name">Name.</param>
public readonly record struct NamespacedName(string Namespace, string Name) : IComparable<NamespacedName>
{
    /// <summary>The key of a cluster-wide object.</summary>
    public NamespacedName(string name)
        : this("", name)
    {
    }

    /// <summary>The key of <paramref name="value"/>.</summary>
    public static NamespacedName Of(IKubernetesObject<V1ObjectMeta> value) => Of(value.Metadata);

    /// <summary>The key of the object that has <paramref name="metadata"/>.</summary>
    public static NamespacedName Of(V1ObjectMeta metadata) => new(metadata.NamespaceProperty ?? "", metadata.Name ?? "");

    /// <summary>Orders by namespace, then by name, both ordinal.</summary>
    public int CompareTo(NamespacedName other)
    {
        var byNamespace = string.CompareOrdinal(Namespace, other.Namespace);
        return byNamespace != 0 ? byNamespace : string.CompareOrdinal(Name, other.Name);
    }

    /// <summary>Whether the first is ordered before the second.</summary>
    public static bool operator <(NamespacedName left, NamespacedName right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first is ordered before the second, or equals it.</summary>
    public static bool operator <=(NamespacedName left, NamespacedName right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first is ordered after the second.</summary>
    public static bool operator >(NamespacedName left, NamespacedName right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first is ordered after the second, or equals it.</summary>
    public static bool operator >=(NamespacedName left, NamespacedName right) => left.CompareTo(right) >= 0;

    /// <summary><c>namespace/name</c>, or the name alone for a cluster-wide object.</summary>
    public override string ToString() => string.IsNullOrEmpty(Namespace) ? Name : $"{Namespace}/{Name}";
}
