using System.Diagnostics.Metrics;
using Orbit.Kubernetes.Admission.Certificates;
using Orbit.Kubernetes.Metrics;

namespace Orbit.Kubernetes.Admission;

/// <summary>The gauge that says until when the webhooks' certificates of this process are good.</summary>
internal static class CertificateStatus
{
    private static readonly LiveSet<IServingCertificate> Certificates = new();

    static CertificateStatus() =>
        RuntimeMetrics.Meter.CreateObservableGauge(
            "webhook_certificate_expiration_timestamp_seconds", Observe, "s", "When the webhook's certificate expires, seconds since 1970; absent while there is none.");

    public static void Register(IServingCertificate certificate) => Certificates.Add(certificate);

    public static void Remove(IServingCertificate certificate) => Certificates.Remove(certificate);

    private static IEnumerable<Measurement<double>> Observe() =>
        Certificates.Items.Select(c => c.Current).OfType<ServingCertificate>().Select(c => new Measurement<double>(c.Expires.ToUnixTimeSeconds()));
}
