using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Contacts;
using Orbit.Visibility.Intervals;

namespace Orbit.Benchmarks.Workloads;

/// <summary>The contact windows of one satellite, on one thread; each time another one, so that none finds its own data in a cache.</summary>
public sealed class SatelliteWindows : IWorkload
{
    private const int Runs = 1001;
    private const double MillisecondsPerSecond = 1000;

    /// <inheritdoc/>
    public IEnumerable<Measurement> Run(Func<string, bool> isWanted)
    {
        ArgumentNullException.ThrowIfNull(isWanted);
        var satellites = WindowFleets.StarCompute();
        var hundred = WindowFleets.Stations(100);
        var all = WindowFleets.Stations(122);
        var search = new PassSearch();
        var found = new List<SitePass>();
        var next = 0;
        const string day = "windows_one_satellite_x100x24h_milliseconds";
        if (isWanted(day))
        {
            yield return Milliseconds(day, () => Search(WindowFleets.Day));
        }

        const string extension = "windows_one_satellite_x100_ten_minutes_more_milliseconds";
        if (isWanted(extension))
        {
            var end = WindowFleets.Day.End;
            yield return Milliseconds(extension, () => Search(new Interval(end, end.AddMinutes(10))));
        }

        // As the operator does it: new elements, a new propagator, and lists of passes to keep, over 122 stations.
        const string update = "windows_one_satellite_update_milliseconds";
        if (isWanted(update))
        {
            yield return Milliseconds(update, () => PassFinder.Find(Sgp4Propagator.Create(Next().Elements), all, WindowFleets.Day));
        }

        Sgp4Propagator Next() => satellites[next++ % satellites.Length];

        void Search(Interval span)
        {
            found.Clear();
            search.Find(Next(), hundred, span, found);
        }
    }

    private static Measurement Milliseconds(string name, Action action) =>
        new(name, MillisecondsPerSecond * Workload.Seconds(action, Runs), "ms");
}
