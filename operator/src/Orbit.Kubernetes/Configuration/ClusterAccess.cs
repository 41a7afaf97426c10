namespace Orbit.Kubernetes.Configuration;

/// <summary>Which API server to speak to, as whom, and who vouches for it.</summary>
public sealed record ClusterAccess
{
    /// <summary>Address of the API server; may have a path in front of <c>/api</c>.</summary>
    public required Uri Server { get; init; }

    /// <summary>Identity of the requests.</summary>
    public ICredentialProvider Credentials { get; init; } = new FixedCredentialProvider(KubernetesCredentials.Anonymous);

    /// <summary>Who vouches for the server; null for the machine's own store.</summary>
    public CertificateAuthorities? CertificateAuthorities { get; init; }

    /// <summary>Whether the server's certificate is not checked at all. Anybody in between can then read and change everything.</summary>
    public bool SkipTlsVerify { get; init; }

    /// <summary>Name in the server's certificate if it is another than that of <see cref="Server"/>.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>HTTP proxy for this server; null for the one of the environment (none for a loopback address).</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Namespace of the context, or of the pod; <c>default</c> if neither says one.</summary>
    public string Namespace { get; init; } = "default";
}
