using Orbit.Kubernetes.Metrics;
using Prometheus;

namespace Orbit.Kubernetes.Runtime.Metrics;

/// <summary>What Prometheus' own client libraries report of every process, under their names, so that stock dashboards and alerts work: memory, processor time, open files and sockets, start, .NET's heap and collections.</summary>
public static class ProcessMetrics
{
    private const string OpenFiles = "/proc/self/fd";

    /// <summary>Adds the metrics of this process to a registry.</summary>
    public static void AddTo(CollectorRegistry registry)
    {
        DotNetStats.Register(registry);
        // prometheus-net has its own names for these two.
        SampledGauge.Add(registry, "process_resident_memory_bytes", "Physical memory held, bytes.", [], () => [([], Environment.WorkingSet)]);
        if (Directory.Exists(OpenFiles))
        {
            SampledGauge.Add(registry, "process_open_fds", "Open files and sockets.", [], () => [([], Directory.EnumerateFileSystemEntries(OpenFiles).Count())]);
        }
    }
}
