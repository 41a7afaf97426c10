using System.Diagnostics;
using Orbit.Visibility.Contacts;

namespace Orbit.Benchmarks.Workloads;

/// <summary>A fleet of any size streaming through: time and memory of one run. Not part of `quick`, for it takes a minute and more.</summary>
public static class Growth
{
    private const int Threads = 2;
    private const double BytesPerMebibyte = 1 << 20;

    /// <summary>All contact windows of that many satellites over 122 stations for a day, on two threads; none is kept.</summary>
    public static IEnumerable<Measurement> Run(int satellites)
    {
        var stations = WindowFleets.Stations(122);
        var passes = 0L;
        var ticks = 0L;
        var start = Stopwatch.GetTimestamp();
        FleetPassFinder.Find(satellites, WindowFleets.Synthetic, stations, WindowFleets.Day, Count, Threads);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        using var process = Process.GetCurrentProcess();
        var name = FormattableString.Invariant($"windows_growth_{satellites}x122x24h");
        yield return new($"{name}_seconds", seconds, "s");
        yield return new($"{name}_passes", passes, "passes");
        yield return new($"{name}_contact_hours", new TimeSpan(ticks).TotalHours, "h");
        yield return new($"{name}_peak_memory_mebibytes", process.PeakWorkingSet64 / BytesPerMebibyte, "MiB");

        void Count(int satellite, ReadOnlySpan<SitePass> found)
        {
            var sum = 0L;
            foreach (ref readonly var pass in found)
            {
                sum += pass.Pass.Window.Duration.Ticks;
            }

            Interlocked.Add(ref passes, found.Length);
            Interlocked.Add(ref ticks, sum);
        }
    }
}
