using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Orbit.Kubernetes.Metrics;

/// <summary>What Prometheus' own client libraries tell of every process, under their names, so that stock dashboards and alerts work: memory, processor time, open files and sockets, start.</summary>
public sealed class ProcessMetrics : IDisposable
{
    private const string OpenFiles = "/proc/self/fd";
    private readonly Meter _meter = new("Orbit.Process");

    /// <summary>The metrics of this process; they are told as long as this object is not disposed of.</summary>
    public ProcessMetrics()
    {
        _meter.CreateObservableGauge("process_resident_memory_bytes", () => Environment.WorkingSet, description: "Physical memory held, bytes.");
        _meter.CreateObservableCounter(
            "process_cpu_seconds_total", () => Environment.CpuUsage.TotalTime.TotalSeconds, description: "Processor time used in user and kernel mode, seconds.");
        _meter.CreateObservableGauge("process_start_time_seconds", StartTime, description: "When the process started, seconds since 1970.");
        if (Directory.Exists(OpenFiles))
        {
            _meter.CreateObservableGauge(
                "process_open_fds", static () => Directory.EnumerateFileSystemEntries(OpenFiles).Count(), description: "Open files and sockets.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private static double StartTime()
    {
        using var process = Process.GetCurrentProcess();
        return new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1000.0;
    }
}
