namespace Orbit.Kubernetes.Configuration.Kubeconfig;

/// <summary>Which user speaks to which server.</summary>
internal sealed record KubeconfigContext
{
    /// <summary>Name of the cluster.</summary>
    public string? Cluster { get; init; }

    /// <summary>Name of the user.</summary>
    public string? User { get; init; }

    /// <summary>Namespace to use.</summary>
    public string? Namespace { get; init; }
}
