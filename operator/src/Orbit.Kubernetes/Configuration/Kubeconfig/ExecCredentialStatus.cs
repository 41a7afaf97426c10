namespace Orbit.Kubernetes.Configuration.Kubeconfig;

/// <summary>What an exec plugin answers.</summary>
internal sealed record ExecCredentialStatus
{
    /// <summary>When the identity expires.</summary>
    public DateTimeOffset? ExpirationTimestamp { get; init; }

    /// <summary>Bearer token.</summary>
    public string? Token { get; init; }

    /// <summary>Certificate as PEM text.</summary>
    public string? ClientCertificateData { get; init; }

    /// <summary>Its key as PEM text.</summary>
    public string? ClientKeyData { get; init; }
}
