namespace Orbit.Kubernetes.Configuration.Kubeconfig;

/// <summary>A cluster and its name.</summary>
internal sealed record NamedCluster
{
    /// <summary>Name.</summary>
    public string? Name { get; init; }

    /// <summary>The cluster.</summary>
    public KubeconfigCluster? Cluster { get; init; }
}
