using Orbit.Astrodynamics.Sgp4;

namespace Orbit.Benchmarks.Workloads;

/// <summary>Deep-space SGP4 (periods of 225 minutes and more), positions and velocities, on one thread.</summary>
public sealed class Sgp4DeepSpace : IWorkload
{
    private const int GridSatellites = 100;
    private const int GridSteps = 144;

    /// <inheritdoc/>
    public IEnumerable<Measurement> Run(Func<string, bool> isWanted)
    {
        ArgumentNullException.ThrowIfNull(isWanted);
        const string Name = "sgp4_deep_space_per_second_per_core";
        if (!isWanted(Name))
        {
            yield break;
        }

        const string Unit = "propagations/s";
        var satellites = Catalogue.DeepSpace;
        var scalar = Workload.PerSecond(satellites.Count, () =>
        {
            foreach (var satellite in satellites)
            {
                satellite.Propagate(Catalogue.Start, out _);
            }
        });
        yield return new("sgp4_deep_space_scalar_per_second_per_core", scalar, Unit);

        var batch = Sgp4Batch.Create(satellites);
        var states = new StateBuffer(batch.Count);
        var manySatellites = Workload.PerSecond(batch.Count, () => batch.Propagate(Catalogue.Start, states.Spans));
        yield return new("sgp4_deep_space_many_satellites_per_second_per_core", manySatellites, Unit);

        var rows = Sgp4Batch.Create(Catalogue.Sample(satellites, GridSatellites));
        var grid = new StateBuffer(GridSatellites * GridSteps);
        var both = Workload.PerSecond(grid.Length, () => rows.Propagate(Catalogue.Start, TimeSpan.FromMinutes(10), GridSteps, grid.Spans));
        yield return new("sgp4_deep_space_grid_per_second_per_core", both, Unit);
        yield return new(Name, Math.Min(manySatellites, both), Unit);
        yield return new("sgp4_deep_space_ratio_to_scalar", Math.Min(manySatellites, both) / scalar, "times");
    }
}
