namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>What an operator held at one instant of a simulated day.</summary>
/// <param name="Minute">Simulated minutes since the day began.</param>
/// <param name="ResidentMebibytes">Physical memory of the process.</param>
/// <param name="HeapMebibytes">Managed heap after its last collection.</param>
/// <param name="OpenFiles">Open files and sockets.</param>
internal sealed record MemorySample(int Minute, double ResidentMebibytes, double HeapMebibytes, double OpenFiles)
{
    private const double Mebibyte = 1 << 20;

    /// <summary>Reads it from the text of <c>/metrics</c>.</summary>
    public static MemorySample Of(int minute, string metrics) => new(
        minute,
        Sum(metrics, "process_resident_memory_bytes") / Mebibyte,
        Sum(metrics, "dotnet_gc_last_collection_heap_size") / Mebibyte,
        Sum(metrics, "process_open_fds"));

    private static double Sum(string metrics, string name) => metrics.Split('\n')
        .Where(line => line.StartsWith($"{name} ", StringComparison.Ordinal) || line.StartsWith($"{name}{{", StringComparison.Ordinal))
        .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture));
}
