using Orbit.Kubernetes.Admission.Certificates;
using Orbit.Kubernetes.Metrics;

namespace Orbit.Kubernetes.Admission;

/// <summary>The gauge that says until when the webhooks' certificates of this process are good.</summary>
internal static class CertificateStatus
{
    private static readonly LiveSet<IServingCertificate> Certificates = new();

    static CertificateStatus() => SampledGauge.Add(
        MetricsRegistry.Shared,
        "webhook_certificate_expiration_timestamp_seconds",
        "When the webhook's certificate expires, seconds since 1970; absent while there is none.",
        [],
        () => Certificates.Items.Select(c => c.Current).OfType<ServingCertificate>().Select(c => (Array.Empty<string>(), (double)c.Expires.ToUnixTimeSeconds())));

    public static void Register(IServingCertificate certificate) => Certificates.Add(certificate);

    public static void Remove(IServingCertificate certificate) => Certificates.Remove(certificate);
}
