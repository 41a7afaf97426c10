namespace Orbit.Kubernetes.Client;

/// <summary>What must hold for a deletion to go ahead, <c>metav1.Preconditions</c>.</summary>
internal sealed record DeletePreconditions
{
    public string? Uid { get; init; }

    public string? ResourceVersion { get; init; }
}
