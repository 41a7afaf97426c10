using Orbit.Astrodynamics.Sgp4;

namespace Orbit.Benchmarks.Workloads;

/// <summary>Near-Earth SGP4, positions and velocities, on one thread, in its three shapes; the headline is the slowest.</summary>
public sealed class Sgp4NearEarth : IWorkload
{
    // Of the catalogue, evenly: runs are to take less than a millisecond.
    private const int ScalarSatellites = 2000;
    private const int TimesSatellites = 40;
    private const int GridSatellites = 200;

    // A day in minutes, and in ten minutes.
    private const int Minutes = 1440;
    private const int GridSteps = 144;

    /// <inheritdoc/>
    public IEnumerable<Measurement> Run(Func<string, bool> isWanted)
    {
        ArgumentNullException.ThrowIfNull(isWanted);
        const string Name = "sgp4_near_earth_per_second_per_core";
        if (!isWanted(Name))
        {
            yield break;
        }

        const string Unit = "propagations/s";
        var satellites = Catalogue.NearEarth;
        var one = Catalogue.Sample(satellites, ScalarSatellites);
        var scalar = Workload.PerSecond(one.Length, () =>
        {
            foreach (var satellite in one)
            {
                satellite.Propagate(Catalogue.Start, out _);
            }
        });
        yield return new("sgp4_near_earth_scalar_per_second_per_core", scalar, Unit);

        var batch = Sgp4Batch.Create(satellites);
        var states = new StateBuffer(batch.Count);
        var manySatellites = Workload.PerSecond(batch.Count, () => batch.Propagate(Catalogue.Start, states.Spans));
        yield return new("sgp4_near_earth_many_satellites_per_second_per_core", manySatellites, Unit);

        var some = Catalogue.Sample(satellites, TimesSatellites);
        var minutes = Enumerable.Range(0, Minutes).Select(k => (double)k).ToArray();
        var day = new StateBuffer(Minutes);
        var manyTimes = Workload.PerSecond(some.Length * Minutes, () =>
        {
            foreach (var satellite in some)
            {
                satellite.Propagate(minutes, day.Spans);
            }
        });
        yield return new("sgp4_near_earth_many_times_per_second_per_core", manyTimes, Unit);

        var rows = Sgp4Batch.Create(Catalogue.Sample(satellites, GridSatellites));
        var grid = new StateBuffer(GridSatellites * GridSteps);
        var both = Workload.PerSecond(grid.Length, () => rows.Propagate(Catalogue.Start, TimeSpan.FromMinutes(10), GridSteps, grid.Spans));
        yield return new("sgp4_near_earth_grid_per_second_per_core", both, Unit);

        var slowest = Math.Min(manySatellites, Math.Min(manyTimes, both));
        yield return new(Name, slowest, Unit);
        yield return new("sgp4_near_earth_ratio_to_scalar", slowest / scalar, "times");
    }
}
