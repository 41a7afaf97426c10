using System.Diagnostics;
using Orbit.ControlPlane.Tests.EndToEnd;
using Orbit.RuntimeBenchmarks.Figures;

namespace Orbit.RuntimeBenchmarks.Measurements;

/// <summary>The whole operator with the shipped constellation and no job, at the pace of the wall clock: what it takes of a core, and how often its threads wake.</summary>
internal static class Idle
{
    private static readonly TimeSpan UntilSettled = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(90);

    public static async Task<IReadOnlyList<Figure>> RunAsync(OrbitWorld world)
    {
        await using (Progress.Of("the idle operator settles"))
        {
            await Task.Delay(UntilSettled, TimeProvider.System, CancellationToken.None);
        }

        await using var progress = Progress.Of($"the idle operator for {Span.TotalSeconds:0} s");
        var process = world.OperatorProcessId;
        var (begin, seconds, sleeps) = (Stopwatch.GetTimestamp(), ProcessFigures.ProcessorSeconds(process), ProcessFigures.Sleeps(process));
        await Task.Delay(Span, TimeProvider.System, CancellationToken.None);
        var span = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        var share = 100 * (ProcessFigures.ProcessorSeconds(process) - seconds) / span;
        var wakes = ProcessFigures.Sleeps(process)
            .Select(thread => (Name: thread.Key, PerSecond: (thread.Value - sleeps.GetValueOrDefault(thread.Key)) / span))
            .Where(thread => thread.PerSecond > 0.005)
            .OrderByDescending(thread => thread.PerSecond)
            .ToList();
        return
        [
            new("operator_idle_share_of_a_core", share, "%", "< 1"),
            new("operator_idle_memory", ProcessFigures.ResidentMebibytes(process), "MiB RSS"),
            new("operator_idle_wakes", wakes.Sum(thread => thread.PerSecond), "1/s, all threads"),
            .. wakes.Select(thread => new Figure($"operator_idle_wakes[{thread.Name}]", thread.PerSecond, "1/s")),
        ];
    }
}
