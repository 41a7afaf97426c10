using System.Diagnostics;
using Orbit.ControlPlane.Tests.EndToEnd;
using Orbit.RuntimeBenchmarks.Figures;

namespace Orbit.RuntimeBenchmarks.Measurements;

/// <summary>The whole operator, as a process of its own, on many objects: how soon it is synced, and what memory it holds.</summary>
internal static class StartUp
{
    private const int Starts = 3;
    private static readonly TimeSpan AskPeriod = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan UntilSteady = TimeSpan.FromSeconds(60);

    public static async Task<IReadOnlyList<Figure>> RunAsync(OrbitWorld world, int objects)
    {
        var seconds = new List<double>();
        for (var i = 1; i <= Starts; i++)
        {
            await using var progress = Progress.Of($"start {i} of {Starts} of the operator on {objects} jobs");
            await world.KillOperatorAsync();
            var begin = Stopwatch.GetTimestamp();
            await world.StartOperatorAsync();
            while ((await world.OperatorHttpAsync("readyz")).Status != 200)
            {
                await Task.Delay(AskPeriod, TimeProvider.System, CancellationToken.None);
            }

            seconds.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
        }

        await using (Progress.Of("the operator settles for a minute", () => $"{ProcessFigures.ResidentMebibytes(world.OperatorProcessId):0} MiB"))
        {
            await Task.Delay(UntilSteady, TimeProvider.System, CancellationToken.None);
        }

        return
        [
            new("operator_start_to_synced_10k_seconds", seconds.Median(), "s (median of 3)", "< 5"),
            new("operator_start_to_synced_10k_slowest_seconds", seconds.Max(), "s", "< 5"),
            new("operator_memory_10k_steady", ProcessFigures.ResidentMebibytes(world.OperatorProcessId), "MiB RSS", "< 150"),
            new("operator_memory_10k_peak", ProcessFigures.PeakMebibytes(world.OperatorProcessId), "MiB RSS"),
        ];
    }
}
