using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Orbit.Kubernetes.Configuration;

/// <summary>Reads tokens and certificates with errors that name the file.</summary>
internal static class CredentialFiles
{
    public static string Read(string path, string what)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KubernetesConfigurationException($"The {what} file {path} can't be read: {e.Message}", e);
        }
    }

    /// <summary>When the content behind a path was written. In a mounted Secret or ConfigMap the path is a link to a link; what is replaced lies behind both, and the first one's time never changes.</summary>
    public static DateTime TimeOf(string path)
    {
        try
        {
            return (File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path)).LastWriteTimeUtc;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone, or being replaced: reading it will say so.
            return default;
        }
    }

    public static string ReadToken(string path)
    {
        var token = Read(path, "token").Trim();
        return token.Length > 0 ? token : throw new KubernetesConfigurationException($"The token file {path} is empty.");
    }

    /// <summary>A client certificate with its key and the intermediates that follow it in the text.</summary>
    public static SslStreamCertificateContext ReadCertificate(string certificatePem, string keyPem, string origin)
    {
        try
        {
            var leaf = X509Certificate2.CreateFromPem(certificatePem, keyPem);
            if (OperatingSystem.IsWindows())
            {
                // SChannel can't use a key that lives in memory only.
                leaf = X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pkcs12), null);
            }

            var chain = new X509Certificate2Collection();
            chain.ImportFromPem(certificatePem);
            return SslStreamCertificateContext.Create(leaf, chain, offline: true);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new KubernetesConfigurationException($"{origin} is no PEM certificate with its private key: {e.Message}", e);
        }
    }
}
