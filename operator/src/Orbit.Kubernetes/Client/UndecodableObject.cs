using Orbit.Kubernetes.Objects;

namespace Orbit.Kubernetes.Client;

/// <summary>An object the server stores that its C# type can't hold.</summary>
/// <param name="Metadata">Its metadata, as far as they could be read.</param>
/// <param name="Error">Why it could not be decoded, with the path of the member.</param>
public sealed record UndecodableObject(V1ObjectMeta Metadata, string Error)
{
    /// <summary>The object's key.</summary>
    public NamespacedName Key => new(Metadata.Namespace ?? "", Metadata.Name ?? "");
}
