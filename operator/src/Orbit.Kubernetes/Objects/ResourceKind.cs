using System.Reflection;
using k8s;
using k8s.Models;
using KubeOps.Abstractions.Entities;
using KubeOps.Abstractions.Entities.Attributes;

namespace Orbit.Kubernetes.Objects;

/// <summary>Where the API server keeps the objects of a kind.</summary>
/// <param name="Group">API group, empty for the core group.</param>
/// <param name="Version">API version, such as <c>v1alpha1</c>.</param>
/// <param name="Kind">Kind in upper camel case, such as <c>SatelliteNode</c>.</param>
/// <param name="Plural">Lower case plural as it stands in URLs, such as <c>satellitenodes</c>.</param>
/// <param name="Namespaced">Whether objects live in a namespace; otherwise they are cluster-wide.</param>
public sealed record ResourceKind(string Group, string Version, string Kind, string Plural, bool Namespaced)
{
    // The package's models do not say their scope. Whoever uses another kind adds it here.
    private static readonly Dictionary<Type, EntityScope> BuiltIn = new()
    {
        [typeof(V1Node)] = EntityScope.Cluster,
        [typeof(V1Namespace)] = EntityScope.Cluster,
        [typeof(V1ValidatingWebhookConfiguration)] = EntityScope.Cluster,
        [typeof(V1Pod)] = EntityScope.Namespaced,
        [typeof(V1ConfigMap)] = EntityScope.Namespaced,
        [typeof(V1Secret)] = EntityScope.Namespaced,
        [typeof(V1Lease)] = EntityScope.Namespaced,
        [typeof(Eventsv1Event)] = EntityScope.Namespaced,
    };

    /// <summary>Group and version as an object's <c>apiVersion</c> says them.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>Plural and group, such as <c>satellitenodes.orbitoperator.io</c>: the name of the kind in logs, metrics and CRDs.</summary>
    public string FullName => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary>The kind that <typeparamref name="T"/> stands for.</summary>
    /// <exception cref="InvalidOperationException">The type has no <see cref="KubernetesEntityAttribute"/>.</exception>
    public static ResourceKind Of<T>()
        where T : IKubernetesObject<V1ObjectMeta> => KindOf<T>.Value;

    /// <summary>The kind that <paramref name="type"/> stands for.</summary>
    /// <exception cref="InvalidOperationException">The type has no <see cref="KubernetesEntityAttribute"/>.</exception>
    public static ResourceKind Of(Type type)
    {
        var entity = type.GetCustomAttribute<KubernetesEntityAttribute>()
            ?? throw new InvalidOperationException($"{type.Name} stands for no kind: it has no [KubernetesEntity].");
        var scope = BuiltIn.TryGetValue(type, out var known) ? known
            : type.Namespace is not "k8s.Models" ? type.GetCustomAttribute<EntityScopeAttribute>()?.Scope ?? EntityScope.Namespaced
            : throw new InvalidOperationException($"The scope of {type.Name} is not known; add it to {nameof(ResourceKind)}.");
        return new ResourceKind(entity.Group ?? "", entity.ApiVersion, entity.Kind, entity.PluralName, scope == EntityScope.Namespaced);
    }

    /// <summary>The full name.</summary>
    public override string ToString() => FullName;

    private static class KindOf<T>
    {
        public static readonly ResourceKind Value = Of(typeof(T));
    }
}
