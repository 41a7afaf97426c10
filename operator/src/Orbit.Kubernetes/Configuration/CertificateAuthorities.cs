using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Orbit.Kubernetes.Configuration;

/// <summary>The certificate authorities that may vouch for the API server, and nobody else. A file is read again when it changed.</summary>
public sealed class CertificateAuthorities
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private readonly string? _file;
    private readonly Lock _lock = new();
    private X509Certificate2Collection _certificates;
    private DateTime _fileTime;

    private CertificateAuthorities(X509Certificate2Collection certificates, string? file, DateTime fileTime)
    {
        _certificates = certificates;
        _file = file;
        _fileTime = fileTime;
    }

    /// <summary>Authorities from PEM text.</summary>
    /// <param name="pem">One or more certificates.</param>
    /// <param name="origin">Where the text comes from, for error messages.</param>
    /// <exception cref="KubernetesConfigurationException">The text holds no certificate.</exception>
    public static CertificateAuthorities FromPem(string pem, string origin) => new(Read(pem, origin), null, default);

    /// <summary>Authorities from a PEM file.</summary>
    /// <exception cref="KubernetesConfigurationException">The file can't be read or holds no certificate.</exception>
    public static CertificateAuthorities FromFile(string path)
    {
        var time = CredentialFiles.TimeOf(path);
        return new(Read(CredentialFiles.Read(path, "certificate authority"), path), path, time);
    }

    /// <summary>Whether the certificate that a server shows during the TLS handshake leads to one of the authorities and carries the right name.</summary>
    internal bool Validate(X509Certificate? certificate, X509Chain? presented, SslPolicyErrors errors)
    {
        // Chain errors are expected: the machine's own store does not know a cluster's authority. Everything else is an error.
        if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(Current());
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        if (presented is not null)
        {
            // The intermediates that the server sent along.
            chain.ChainPolicy.ExtraStore.AddRange(presented.ChainElements.Select(element => element.Certificate).ToArray());
        }

        using var leaf = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        try
        {
            return chain.Build(leaf);
        }
        finally
        {
            // The chain leaves its certificates to the finalizers, and what they hold is memory that the collector does not see.
            foreach (var element in chain.ChainElements)
            {
                element.Certificate.Dispose();
            }
        }
    }

    private X509Certificate2Collection Current()
    {
        lock (_lock)
        {
            if (_file is not null && CredentialFiles.TimeOf(_file) is var time && time != _fileTime)
            {
                try
                {
                    _certificates = Read(CredentialFiles.Read(_file, "certificate authority"), _file);
                    _fileTime = time;
                }
                catch (KubernetesConfigurationException)
                {
                    // The file is being replaced; the next handshake looks again.
                }
            }

            return _certificates;
        }
    }

    private static X509Certificate2Collection Read(string pem, string origin)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
        }
        catch (CryptographicException e)
        {
            throw new KubernetesConfigurationException($"{origin} is no PEM certificate: {e.Message}", e);
        }

        return certificates.Count > 0
            ? certificates
            : throw new KubernetesConfigurationException($"{origin} holds no PEM certificate (-----BEGIN CERTIFICATE-----).");
    }
}
