using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Contacts;

namespace Orbit.Benchmarks.Workloads;

/// <summary>All contact windows of a fleet for a day, on two threads.</summary>
public sealed class FleetWindows : IWorkload
{
    private const int Threads = 2;
    private const int Runs = 7;

    /// <inheritdoc/>
    public IEnumerable<Measurement> Run(Func<string, bool> isWanted)
    {
        ArgumentNullException.ThrowIfNull(isWanted);
        const string star = "windows_star_compute_2800x100x24h_seconds";
        if (isWanted(star))
        {
            yield return new(star, Seconds(WindowFleets.StarCompute(), WindowFleets.Stations(100)), "s");
        }

        const string catalogue = "windows_catalogue_x122x24h_seconds";
        if (isWanted(catalogue))
        {
            yield return new(catalogue, Seconds(Catalogue.All, WindowFleets.Stations(122)), "s");
        }
    }

    private static double Seconds(IReadOnlyList<Sgp4Propagator> satellites, SiteSet sites) =>
        Workload.Seconds(
            () =>
            {
                var passes = 0L;
                FleetPassFinder.Find(satellites, sites, WindowFleets.Day, (_, found) => Interlocked.Add(ref passes, found.Length), Threads);
                if (passes == 0)
                {
                    throw new InvalidOperationException("A fleet without a pass measures nothing.");
                }
            },
            Runs);
}
