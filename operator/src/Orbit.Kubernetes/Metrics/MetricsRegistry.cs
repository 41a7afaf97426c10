using Prometheus;

namespace Orbit.Kubernetes.Metrics;

/// <summary>What <c>/metrics</c> shows: the metrics of the client, the runtime and the admission server, under the names of client-go and controller-runtime where there are such, so that stock dashboards work.</summary>
public static class MetricsRegistry
{
    /// <summary>The registry. A program adds its own metrics to it.</summary>
    public static CollectorRegistry Shared { get; } = Prometheus.Metrics.NewCustomRegistry();

    /// <summary>Makes metrics in it.</summary>
    internal static IMetricFactory Factory { get; } = Prometheus.Metrics.WithCustomRegistry(Shared);

    /// <summary>Buckets of anything that waits for a request: seconds, from half a millisecond to a minute.</summary>
    internal static double[] RequestBuckets { get; } = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
}
