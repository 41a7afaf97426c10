using System.Text.Json.Serialization;

namespace Orbit.Kubernetes.Configuration.Kubeconfig;

/// <summary>One kubeconfig file.</summary>
internal sealed record KubeconfigFile
{
    /// <summary>Context to use unless another is asked for.</summary>
    [JsonPropertyName("current-context")]
    public string? CurrentContext { get; init; }

    /// <summary>API servers.</summary>
    public IReadOnlyList<NamedCluster>? Clusters { get; init; }

    /// <summary>Pairs of server and user.</summary>
    public IReadOnlyList<NamedContext>? Contexts { get; init; }

    /// <summary>Identities.</summary>
    public IReadOnlyList<NamedUser>? Users { get; init; }
}
