using Orbit.Kubernetes.Metrics;
using Prometheus;

namespace Orbit.Kubernetes.Admission;

/// <summary>Metrics of admission requests.</summary>
internal static class AdmissionMetrics
{
    public static Counter Requests { get; } = MetricsRegistry.Factory.CreateCounter(
        "controller_runtime_webhook_requests_total", "Admission requests by webhook (path) and HTTP status code.", ["webhook", "code"]);

    public static Histogram Latency { get; } = MetricsRegistry.Factory.CreateHistogram(
        "controller_runtime_webhook_latency_seconds",
        "Seconds an admission request took, by webhook (path).",
        ["webhook"],
        new HistogramConfiguration { Buckets = MetricsRegistry.RequestBuckets });

    public static Gauge RequestsInFlight { get; } = MetricsRegistry.Factory.CreateGauge(
        "controller_runtime_webhook_requests_in_flight", "Admission requests being answered, by webhook (path).", ["webhook"]);
}
