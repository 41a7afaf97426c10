namespace Orbit.Kubernetes.Objects;

/// <summary>Names an object, in the same namespace or cluster-wide, that owns this one.</summary>
public sealed record V1OwnerReference
{
    /// <summary>Group and version of the owner.</summary>
    public string ApiVersion { get; init => field = value ?? ""; } = "";

    /// <summary>Kind of the owner.</summary>
    public string Kind { get; init => field = value ?? ""; } = "";

    /// <summary>Name of the owner.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Uid of the owner: an object of the same name made later is not the owner.</summary>
    public string Uid { get; init => field = value ?? ""; } = "";

    /// <summary>Whether this owner is the one that controls the object; at most one is.</summary>
    public bool? Controller { get; init; }

    /// <summary>Whether a foreground deletion of the owner waits for this object.</summary>
    public bool? BlockOwnerDeletion { get; init; }

    /// <summary>A reference to <paramref name="owner"/> as the controlling owner.</summary>
    /// <exception cref="ArgumentException">The owner has no name or uid yet: it was never read from the server.</exception>
    public static V1OwnerReference ControllerOf(IKubernetesObject owner)
    {
        if (owner.Metadata is not { Name: { } name, Uid: { } uid })
        {
            throw new ArgumentException($"An owner needs a metadata.name and metadata.uid; this {owner.Kind} has not been stored yet.", nameof(owner));
        }

        return new V1OwnerReference
        {
            ApiVersion = owner.ApiVersion,
            Kind = owner.Kind,
            Name = name,
            Uid = uid,
            Controller = true,
            BlockOwnerDeletion = true,
        };
    }
}
