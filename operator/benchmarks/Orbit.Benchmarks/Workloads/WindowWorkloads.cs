using System.Diagnostics;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Contacts;
using Orbit.Visibility.Intervals;

namespace Orbit.Benchmarks.Workloads;

/// <summary>The headline figures of the window search.</summary>
internal static class WindowWorkloads
{
    private const int Threads = 2;

    /// <summary>Name, value and unit of each figure, each the median of several runs.</summary>
    public static IEnumerable<(string Name, double Value, string Unit)> Run()
    {
        var stations = WindowFleets.Stations(122);
        var hundred = WindowFleets.Stations(100);
        var star = WindowFleets.StarCompute();
        yield return ("windows_star_compute_2800x100x24h_seconds", Median(7, () => Fleet(star, hundred)), "s");
        var catalogue = WindowFleets.Catalogue();
        yield return ("windows_catalogue_x122x24h_seconds", Median(5, () => Fleet(catalogue, stations)), "s");

        // Many different satellites, one after another, so that none finds its own data in a cache.
        var search = new PassSearch();
        var found = new List<SitePass>();
        var next = 0;
        yield return ("windows_one_satellite_x100x24h_milliseconds", 1000 * Median(1001, () => One(hundred, WindowFleets.Day)), "ms");
        yield return ("windows_one_satellite_ten_minutes_more_milliseconds", 1000 * Median(1001, () => One(hundred, Extension)), "ms");
        yield return ("windows_one_satellite_update_milliseconds", 1000 * Median(1001, () => Update(star[next++ % star.Length], stations)), "ms");

        void One(SiteSet sites, Interval span)
        {
            found.Clear();
            search.Find(star[next++ % star.Length], sites, span, found);
        }
    }

    private static Interval Extension => new(WindowFleets.Day.End, WindowFleets.Day.End.AddMinutes(10));

    private static void Fleet(Sgp4Propagator[] satellites, SiteSet sites)
    {
        var passes = 0L;
        FleetPassFinder.Find(satellites, sites, WindowFleets.Day, (_, found) => Interlocked.Add(ref passes, found.Length), Threads);
        if (passes == 0)
        {
            throw new InvalidOperationException("A fleet without a pass measures nothing.");
        }
    }

    // As the operator does it: new elements, a new propagator, lists of passes to keep.
    private static void Update(Sgp4Propagator known, SiteSet sites) =>
        PassFinder.Find(Sgp4Propagator.Create(known.Elements), sites, WindowFleets.Day);

    // Seconds of a run, after some that are not counted.
    private static double Median(int runs, Action run)
    {
        for (var k = 0; k < (runs / 3) + 1; k++)
        {
            run();
        }

        var seconds = new double[runs];
        for (var k = 0; k < runs; k++)
        {
            var start = Stopwatch.GetTimestamp();
            run();
            seconds[k] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(seconds);
        return seconds[runs / 2];
    }
}
