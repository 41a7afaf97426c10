namespace Orbit.Kubernetes.Configuration.Kubeconfig;

/// <summary>Plug-in that Kubernetes 1.26 removed.</summary>
internal sealed record AuthProviderConfig
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }
}
