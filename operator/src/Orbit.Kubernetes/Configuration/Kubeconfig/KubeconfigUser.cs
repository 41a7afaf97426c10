using System.Text.Json.Serialization;

namespace Orbit.Kubernetes.Configuration.Kubeconfig;

/// <summary>An identity.</summary>
internal sealed record KubeconfigUser
{
    /// <summary>PEM file of the certificate.</summary>
    [JsonPropertyName("client-certificate")]
    public string? ClientCertificate { get; init; }

    /// <summary>The same, as PEM inline.</summary>
    [JsonPropertyName("client-certificate-data")]
    public byte[]? ClientCertificateData { get; init; }

    /// <summary>PEM file of its key.</summary>
    [JsonPropertyName("client-key")]
    public string? ClientKey { get; init; }

    /// <summary>The same, as PEM inline.</summary>
    [JsonPropertyName("client-key-data")]
    public byte[]? ClientKeyData { get; init; }

    /// <summary>Bearer token.</summary>
    public string? Token { get; init; }

    /// <summary>File with a bearer token.</summary>
    public string? TokenFile { get; init; }

    /// <summary>User for basic authentication.</summary>
    public string? Username { get; init; }

    /// <summary>Password for basic authentication.</summary>
    public string? Password { get; init; }

    /// <summary>User to act as; not supported.</summary>
    [JsonPropertyName("as")]
    public string? Impersonate { get; init; }

    /// <summary>Program that gives the identity.</summary>
    public ExecConfig? Exec { get; init; }

    /// <summary>Plug-in that Kubernetes 1.26 removed; not supported.</summary>
    [JsonPropertyName("auth-provider")]
    public AuthProviderConfig? AuthProvider { get; init; }
}
