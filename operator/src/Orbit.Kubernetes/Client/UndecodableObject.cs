using k8s;
using k8s.Models;
using Orbit.Kubernetes.Objects;

namespace Orbit.Kubernetes.Client;

/// <summary>An object the server stores that its C# type can't hold.</summary>
/// <param name="Error">Why it could not be decoded, beginning with the path of the member: <c>spec.work.duration: ...</c></param>
public sealed record UndecodableObject(string Error) : IKubernetesObject<V1ObjectMeta>
{
    /// <summary>The API version under which it was asked for.</summary>
    public required string ApiVersion { get; set; }

    /// <summary>Its kind.</summary>
    public required string Kind { get; set; }

    /// <summary>Its metadata, as far as they could be read.</summary>
    public required V1ObjectMeta Metadata { get; set; }

    /// <summary>The object's key.</summary>
    public NamespacedName Key => NamespacedName.Of(this);
}
