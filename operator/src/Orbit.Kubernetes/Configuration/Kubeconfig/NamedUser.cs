namespace Orbit.Kubernetes.Configuration.Kubeconfig;

/// <summary>A user and its name.</summary>
internal sealed record NamedUser
{
    /// <summary>Name.</summary>
    public string? Name { get; init; }

    /// <summary>The user.</summary>
    public KubeconfigUser? User { get; init; }
}
