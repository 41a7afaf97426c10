using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.ControlPlane.Tests.Reliability;
using Orbit.RuntimeBenchmarks.Figures;

namespace Orbit.RuntimeBenchmarks.Measurements;

/// <summary>24 simulated hours with all connections broken every minute: whether memory stays where it is.</summary>
internal static class DayOfReconnects
{
    private const int Minutes = 24 * 60;
    private const int WarmUp = 2 * 60;
    private const int MinutesAJob = 15;

    public static async Task<IReadOnlyList<Figure>> RunAsync(ControlPlaneFixture controlPlane)
    {
        await using var day = await MemoryDay.StartAsync(controlPlane, Effort.Seed);
        var said = "begins";
        await using (Progress.Of($"24 simulated hours at {MemoryDay.Rate:0} times the pace, connections broken every minute, seed {Effort.Seed}", () => said))
        {
            await day.PassAsync(Minutes, MinutesAJob, line => said = line);
            await day.AllAnsweredAsync();
        }

        var (early, late) = MemoryTrend.Of(day.Samples, WarmUp);
        return
        [
            new("day_breaks", day.Breaks, "times all connections"),
            new("day_connections", day.ConnectionsEver, "connections opened"),
            new("day_jobs_answered", day.Submitted, "jobs, all that were submitted"),
            new("day_memory_quarter_after_warm_up", early, "MiB RSS, median"),
            new("day_memory_last_quarter", late, "MiB RSS, median"),
            new("day_memory_growth", 100 * ((late / early) - 1), "%", "within 5"),
        ];
    }
}
