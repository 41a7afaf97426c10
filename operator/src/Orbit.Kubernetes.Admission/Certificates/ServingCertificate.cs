using System.Net.Security;
using Orbit.Kubernetes.Configuration;

namespace Orbit.Kubernetes.Admission.Certificates;

/// <summary>A certificate with its private key and the intermediates behind it, ready for TLS.</summary>
public sealed class ServingCertificate
{
    private ServingCertificate(SslStreamCertificateContext context)
    {
        Context = context;
        Expires = context.TargetCertificate.ValidUntil();
    }

    /// <summary>What a TLS handshake takes.</summary>
    public SslStreamCertificateContext Context { get; }

    /// <summary>When it is no longer believed.</summary>
    public DateTimeOffset Expires { get; }

    /// <summary>A certificate from PEM texts.</summary>
    /// <param name="certificatePem">The certificate, and its intermediates after it.</param>
    /// <param name="keyPem">Its private key.</param>
    /// <param name="origin">Where the texts come from, for error messages.</param>
    /// <exception cref="KubernetesConfigurationException">They are no pair. The message holds nothing of the key.</exception>
    public static ServingCertificate FromPem(string certificatePem, string keyPem, string origin) =>
        new(CredentialFiles.ReadCertificate(certificatePem, keyPem, origin));
}
