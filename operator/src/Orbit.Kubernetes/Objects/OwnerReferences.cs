using k8s;
using k8s.Models;

namespace Orbit.Kubernetes.Objects;

/// <summary>Makes references to owners.</summary>
public static class OwnerReferences
{
    /// <summary>A reference to <paramref name="owner"/> as the controlling owner.</summary>
    /// <exception cref="ArgumentException">The owner has no name or uid yet: it was never read from the server.</exception>
    public static V1OwnerReference ControllerOf<T>(T owner)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var kind = ResourceKind.Of<T>();
        if (owner.Metadata is not { Name: { } name, Uid: { } uid })
        {
            throw new ArgumentException($"An owner needs a metadata.name and metadata.uid; this {kind.Kind} has not been stored yet.", nameof(owner));
        }

        return new V1OwnerReference
        {
            ApiVersion = kind.ApiVersion,
            Kind = kind.Kind,
            Name = name,
            Uid = uid,
            Controller = true,
            BlockOwnerDeletion = true,
        };
    }
}
