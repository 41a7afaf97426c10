using System.Text.Json.Serialization;

namespace Orbit.Kubernetes.Configuration.Kubeconfig;

/// <summary>An API server.</summary>
internal sealed record KubeconfigCluster
{
    /// <summary>Address.</summary>
    public string? Server { get; init; }

    /// <summary>PEM file of who vouches for it.</summary>
    [JsonPropertyName("certificate-authority")]
    public string? CertificateAuthority { get; init; }

    /// <summary>The same, as PEM inline.</summary>
    [JsonPropertyName("certificate-authority-data")]
    public byte[]? CertificateAuthorityData { get; init; }

    /// <summary>Whether its certificate is not checked.</summary>
    [JsonPropertyName("insecure-skip-tls-verify")]
    public bool? InsecureSkipTlsVerify { get; init; }

    /// <summary>Name in its certificate.</summary>
    [JsonPropertyName("tls-server-name")]
    public string? TlsServerName { get; init; }

    /// <summary>HTTP proxy.</summary>
    [JsonPropertyName("proxy-url")]
    public string? ProxyUrl { get; init; }
}
