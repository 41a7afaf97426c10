namespace Orbit.Kubernetes.Configuration.Kubeconfig;

/// <summary>What an exec plugin is told.</summary>
internal sealed record ExecCredentialSpec
{
    /// <summary>Whether it may ask the user.</summary>
    public bool Interactive { get; init; }

    /// <summary>The cluster, if it wants to know.</summary>
    public ExecCluster? Cluster { get; init; }
}
