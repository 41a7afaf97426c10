namespace Orbit.Kubernetes.Configuration.Kubeconfig;

/// <summary>An environment variable.</summary>
internal sealed record ExecEnv
{
    /// <summary>Name.</summary>
    public string? Name { get; init; }

    /// <summary>Value.</summary>
    public string? Value { get; init; }
}
