namespace Orbit.Kubernetes.Configuration.Kubeconfig;

/// <summary>Program that gives an identity.</summary>
internal sealed record ExecConfig
{
    /// <summary>Version of its input and output.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>Program.</summary>
    public string? Command { get; init; }

    /// <summary>Arguments.</summary>
    public IReadOnlyList<string>? Args { get; init; }

    /// <summary>More environment variables.</summary>
    public IReadOnlyList<ExecEnv>? Env { get; init; }

    /// <summary>How to get the program.</summary>
    public string? InstallHint { get; init; }

    /// <summary>Whether it is told about the cluster.</summary>
    public bool? ProvideClusterInfo { get; init; }
}
