namespace Orbit.Kubernetes.Objects.Core;

/// <summary>User and privileges of a container.</summary>
public sealed record V1SecurityContext
{
    /// <summary>Whether the user must not be root.</summary>
    public bool? RunAsNonRoot { get; init; }

    /// <summary>User id.</summary>
    public long? RunAsUser { get; init; }

    /// <summary>Group id.</summary>
    public long? RunAsGroup { get; init; }

    /// <summary>Whether the root file system is read-only.</summary>
    public bool? ReadOnlyRootFilesystem { get; init; }

    /// <summary>Whether a process may gain privileges.</summary>
    public bool? AllowPrivilegeEscalation { get; init; }

    /// <summary>Whether it runs with the host's privileges.</summary>
    public bool? Privileged { get; init; }

    /// <summary>Linux capabilities.</summary>
    public V1Capabilities? Capabilities { get; init; }

    /// <summary>System call filter.</summary>
    public V1SeccompProfile? SeccompProfile { get; init; }
}
