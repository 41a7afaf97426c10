using System.Runtime.Intrinsics;

namespace Orbit.Benchmarks.Checks;

/// <summary>What the figures depend on besides the code.</summary>
public static class Machine
{
    /// <summary>Processor, cores and the widest vectors that the runtime uses, in one line.</summary>
    public static string Description { get; } = FormattableString.Invariant($"{Processor()}, {Environment.ProcessorCount} cores, {Width()}");

    private static string Processor()
    {
        const string Label = "model name";
        const string CpuInfo = "/proc/cpuinfo";
        var line = File.Exists(CpuInfo) ? File.ReadLines(CpuInfo).FirstOrDefault(l => l.StartsWith(Label, StringComparison.Ordinal)) : null;
        return line is null ? "unknown processor" : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    private static string Width() =>
        Vector512.IsHardwareAccelerated ? "512 bit vectors"
        : Vector256.IsHardwareAccelerated ? "256 bit vectors"
        : Vector128.IsHardwareAccelerated ? "128 bit vectors"
        : "no vectors";
}
