using Orbit.Kubernetes.Objects;

namespace Orbit.Kubernetes.Client;

/// <summary>An object the server stores that its C# type can't hold.</summary>
/// <param name="ApiVersion">The API version under which it was asked for.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Metadata">Its metadata, as far as they could be read.</param>
/// <param name="Error">Why it could not be decoded, beginning with the path of the member: <c>spec.work.duration: ...</c></param>
public sealed record UndecodableObject(string ApiVersion, string Kind, V1ObjectMeta Metadata, string Error) : IKubernetesObject
{
    /// <summary>The object's key.</summary>
    public NamespacedName Key => new(Metadata.Namespace ?? "", Metadata.Name ?? "");
}
