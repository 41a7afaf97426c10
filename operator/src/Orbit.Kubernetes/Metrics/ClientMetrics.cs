using Prometheus;

namespace Orbit.Kubernetes.Metrics;

/// <summary>Metrics of the requests to the API server.</summary>
internal static class ClientMetrics
{
    public static Counter Requests { get; } = MetricsRegistry.Factory.CreateCounter(
        "rest_client_requests_total", "HTTP requests by status code, method and host; code <error> where there was no answer.", ["code", "method", "host"]);

    public static Histogram RequestDuration { get; } = MetricsRegistry.Factory.CreateHistogram(
        "rest_client_request_duration_seconds",
        "Seconds from a request to its answer's header.",
        ["verb", "host"],
        new HistogramConfiguration { Buckets = MetricsRegistry.RequestBuckets });
}
