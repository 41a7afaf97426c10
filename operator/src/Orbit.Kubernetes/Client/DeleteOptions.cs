namespace Orbit.Kubernetes.Client;

/// <summary>How an object is to be deleted.</summary>
public sealed record DeleteOptions
{
    /// <summary>What becomes of the objects it owns; null for the kind's default.</summary>
    public PropagationPolicy? PropagationPolicy { get; init; }

    /// <summary>Seconds a pod gets to end; 0 at once, null for its own setting.</summary>
    public long? GracePeriodSeconds { get; init; }

    /// <summary>Deletes only the object of this uid, not one of the same name made later.</summary>
    public string? Uid { get; init; }

    /// <summary>Deletes only if the object is still at this version.</summary>
    public string? ResourceVersion { get; init; }
}
