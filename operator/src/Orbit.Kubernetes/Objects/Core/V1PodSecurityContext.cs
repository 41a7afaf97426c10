namespace Orbit.Kubernetes.Objects.Core;

/// <summary>User, group and profiles for all containers of a pod.</summary>
public sealed record V1PodSecurityContext
{
    /// <summary>Whether the user must not be root.</summary>
    public bool? RunAsNonRoot { get; init; }

    /// <summary>User id.</summary>
    public long? RunAsUser { get; init; }

    /// <summary>Group id.</summary>
    public long? RunAsGroup { get; init; }

    /// <summary>Group id of the volumes.</summary>
    public long? FsGroup { get; init; }

    /// <summary>System call filter.</summary>
    public V1SeccompProfile? SeccompProfile { get; init; }
}
