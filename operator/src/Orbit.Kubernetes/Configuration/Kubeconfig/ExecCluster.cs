using System.Text.Json.Serialization;

namespace Orbit.Kubernetes.Configuration.Kubeconfig;

/// <summary>The cluster, as an exec plugin is told of it.</summary>
internal sealed record ExecCluster
{
    /// <summary>Address.</summary>
    public string? Server { get; init; }

    /// <summary>PEM of who vouches for it.</summary>
    [JsonPropertyName("certificate-authority-data")]
    public byte[]? CertificateAuthorityData { get; init; }

    /// <summary>Whether its certificate is not checked.</summary>
    [JsonPropertyName("insecure-skip-tls-verify")]
    public bool? InsecureSkipTlsVerify { get; init; }

    /// <summary>Name in its certificate.</summary>
    [JsonPropertyName("tls-server-name")]
    public string? TlsServerName { get; init; }
}
