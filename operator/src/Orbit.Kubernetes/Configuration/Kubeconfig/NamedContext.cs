namespace Orbit.Kubernetes.Configuration.Kubeconfig;

/// <summary>A context and its name.</summary>
internal sealed record NamedContext
{
    /// <summary>Name.</summary>
    public string? Name { get; init; }

    /// <summary>The context.</summary>
    public KubeconfigContext? Context { get; init; }
}
