using System.Security.Cryptography.X509Certificates;

namespace Orbit.Kubernetes.Admission.Certificates;

/// <summary>A certificate's life as instants; the framework gives local times.</summary>
internal static class CertificateValidity
{
    public static DateTimeOffset ValidFrom(this X509Certificate2 certificate) => new(certificate.NotBefore.ToUniversalTime());

    public static DateTimeOffset ValidUntil(this X509Certificate2 certificate) => new(certificate.NotAfter.ToUniversalTime());
}
