using System.Diagnostics;
using Orbit.Visibility.Contacts;

namespace Orbit.Benchmarks.Workloads;

/// <summary>Fleets of a hundred thousand and a million satellites streaming through: time and memory.</summary>
internal static class GrowthWorkload
{
    private const int Threads = 2;
    private const double BytesPerMebibyte = 1 << 20;

    /// <summary>Name, value and unit of each figure for a fleet of the given size, from one run.</summary>
    public static IEnumerable<(string Name, double Value, string Unit)> Run(int satellites)
    {
        var stations = WindowFleets.Stations(122);
        var passes = 0L;
        var contact = 0L;
        var start = Stopwatch.GetTimestamp();
        FleetPassFinder.Find(
            satellites,
            WindowFleets.Synthetic,
            stations,
            WindowFleets.Day,
            (_, found) =>
            {
                var ticks = 0L;
                foreach (ref readonly var pass in found)
                {
                    ticks += pass.Pass.Window.Duration.Ticks;
                }

                Interlocked.Add(ref passes, found.Length);
                Interlocked.Add(ref contact, ticks / TimeSpan.TicksPerSecond);
            },
            Threads);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        using var process = Process.GetCurrentProcess();
        var name = FormattableString.Invariant($"windows_growth_{satellites}x122x24h");
        yield return ($"{name}_seconds", seconds, "s");
        yield return ($"{name}_passes", passes, "passes");
        yield return ($"{name}_contact_hours", contact / 3600.0, "h");
        yield return ($"{name}_peak_memory_mebibytes", process.PeakWorkingSet64 / BytesPerMebibyte, "MiB");
    }
}
