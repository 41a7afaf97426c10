using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Orbit.Kubernetes.Admission.Certificates;

/// <summary>Makes authorities and the certificates they sign: ECDSA on P-256, for TLS servers only.</summary>
internal static class CertificateIssuer
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>How far a certificate is dated back, for API servers whose clocks are behind.</summary>
    public static readonly TimeSpan Backdating = TimeSpan.FromMinutes(5);

    /// <summary>A new authority with its private key.</summary>
    public static (X509Certificate2 Certificate, string KeyPem) Authority(string name, DateTimeOffset now, TimeSpan life)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        // The instant in the name tells two generations apart, for people and for those who search chains by name.
        var request = new CertificateRequest($"CN={name}@{now.ToUnixTimeSeconds()}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var withKey = request.CreateSelfSigned(now - Backdating, now + life);
        return (X509CertificateLoader.LoadCertificate(withKey.RawData), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>A new serving certificate with its private key, both as PEM; its life ends with its authority's at the latest.</summary>
    /// <param name="authority">Who signs.</param>
    /// <param name="authorityKeyPem">The authority's private key.</param>
    /// <param name="names">DNS names and IP addresses under which the server is called.</param>
    /// <param name="now">Present instant.</param>
    /// <param name="life">Life of the certificate.</param>
    public static (string CertificatePem, string KeyPem) Certificate(
        X509Certificate2 authority, string authorityKeyPem, IReadOnlyCollection<string> names, DateTimeOffset now, TimeSpan life)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var authorityKey = ECDsa.Create();
        authorityKey.ImportFromPem(authorityKeyPem);
        using var signer = authority.CopyWithPrivateKey(authorityKey);
        var request = new CertificateRequest("CN=admission webhook", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        request.CertificateExtensions.Add(AlternativeNames(names));
        var from = Later(now - Backdating, authority.ValidFrom());
        var until = Earlier(Later(now, from) + life, authority.ValidUntil());
        using var certificate = request.Create(signer, from, until, SerialNumber());
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    private static X509Extension AlternativeNames(IEnumerable<string> names)
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                builder.AddIpAddress(address);
            }
            else
            {
                builder.AddDnsName(name);
            }
        }

        return builder.Build();
    }

    private static byte[] SerialNumber()
    {
        var serial = new byte[16];
        RandomNumberGenerator.Fill(serial);
        // Positive, as RFC 5280 wants it.
        BinaryPrimitives.WriteInt64BigEndian(serial, BinaryPrimitives.ReadInt64BigEndian(serial) & long.MaxValue);
        return serial;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
