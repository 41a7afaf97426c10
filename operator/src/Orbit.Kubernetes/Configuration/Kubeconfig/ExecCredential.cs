namespace Orbit.Kubernetes.Configuration.Kubeconfig;

/// <summary>Input and output of an exec plugin, of group client.authentication.k8s.io.</summary>
internal sealed record ExecCredential
{
    /// <summary>Version.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>ExecCredential.</summary>
    public string? Kind { get; init; }

    /// <summary>What the plugin is told.</summary>
    public ExecCredentialSpec? Spec { get; init; }

    /// <summary>What it answers.</summary>
    public ExecCredentialStatus? Status { get; init; }
}
