using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Orbit.Kubernetes.Configuration;

namespace Orbit.Kubernetes.Admission.Certificates;

/// <summary>What the replicas share: authorities, the newest one's key, and the certificate that all of them show. Immutable; no record, so that no key is ever printed with it.</summary>
internal sealed class CertificateSet
{
    private const string AuthoritiesKey = "ca.crt";
    private const string AuthorityKeyKey = "ca.key";
    private const string CertificateKey = "tls.crt";
    private const string KeyKey = "tls.key";

    public CertificateSet(IReadOnlyList<X509Certificate2> authorities, string authorityKeyPem, string certificatePem, string keyPem)
    {
        Authorities = authorities;
        AuthorityKeyPem = authorityKeyPem;
        CertificatePem = certificatePem;
        KeyPem = keyPem;
        Serving = ServingCertificate.FromPem(certificatePem, keyPem, "The webhook's certificate");
    }

    /// <summary>The authorities that API servers trust, the newest first; it signs.</summary>
    public IReadOnlyList<X509Certificate2> Authorities { get; }

    public string AuthorityKeyPem { get; }

    public string CertificatePem { get; }

    public string KeyPem { get; }

    public ServingCertificate Serving { get; }

    public X509Certificate2 Certificate => Serving.Context.TargetCertificate;

    /// <summary>The authorities as a webhook configuration's <c>caBundle</c> holds them.</summary>
    public byte[] Bundle => Encoding.ASCII.GetBytes(string.Concat(Authorities.Select(a => a.ExportCertificatePem() + "\n")));

    /// <summary>The DNS names and IP addresses that the certificate is for.</summary>
    public IReadOnlyCollection<string> Names
    {
        get
        {
            var names = Certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
            return names is null ? [] : [.. names.EnumerateDnsNames(), .. names.EnumerateIPAddresses().Select(a => a.ToString())];
        }
    }

    /// <summary>Whether an API server that trusts <see cref="Authorities"/> believes the certificate at <paramref name="instant"/>.</summary>
    public bool IsBelievedAt(DateTimeOffset instant)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(Authorities.ToArray());
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = instant.UtcDateTime;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain.Build(Certificate);
    }

    /// <summary>The data of the Secret that keeps the set.</summary>
    public Dictionary<string, byte[]> ToData() => new(StringComparer.Ordinal)
    {
        [AuthoritiesKey] = Bundle,
        [AuthorityKeyKey] = Encoding.ASCII.GetBytes(AuthorityKeyPem),
        [CertificateKey] = Encoding.ASCII.GetBytes(CertificatePem),
        [KeyKey] = Encoding.ASCII.GetBytes(KeyPem),
    };

    /// <summary>The set that a Secret's data hold, or why they hold none; the sentence has nothing of a key.</summary>
    public static CertificateSet? Read(IDictionary<string, byte[]>? data, out string? problem)
    {
        string? Text(string key) => data is not null && data.TryGetValue(key, out var bytes) && bytes.Length > 0 ? Encoding.ASCII.GetString(bytes) : null;
        if (Text(AuthoritiesKey) is not { } bundle || Text(AuthorityKeyKey) is not { } authorityKey || Text(CertificateKey) is not { } certificate || Text(KeyKey) is not { } key)
        {
            problem = $"it lacks one of {AuthoritiesKey}, {AuthorityKeyKey}, {CertificateKey} and {KeyKey}.";
            return null;
        }

        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPem(bundle);
            using var parsed = ECDsa.Create();
            parsed.ImportFromPem(authorityKey);
            using var _ = authorities[0].CopyWithPrivateKey(parsed);
            problem = null;
            return new CertificateSet([.. authorities], authorityKey, certificate, key);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or KubernetesConfigurationException)
        {
            problem = $"what it holds is no set of certificates and their keys: {e.Message}";
            return null;
        }
    }
}
