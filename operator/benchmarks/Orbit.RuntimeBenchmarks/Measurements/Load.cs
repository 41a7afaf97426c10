using System.Globalization;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.ControlPlane.Tests.EndToEnd;
using Orbit.RuntimeBenchmarks.Figures;

namespace Orbit.RuntimeBenchmarks.Measurements;

/// <summary>Many jobs at once on the shipped constellation, without a fault: how many are answered, and how many downlinks are lost on the way.</summary>
internal static class Load
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    /// <summary>JOBS jobs (300 unless set) at RATE mission seconds a wall second (60 unless set).</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync(ControlPlaneFixture controlPlane)
    {
        var (count, rate) = ((int)Setting("JOBS", 300), Setting("RATE", 60));
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate);
        var manifests = Enumerable.Range(0, count).Select(i => $$"""
            apiVersion: orbitoperator.io/v1alpha1
            kind: OrbitalInferenceJob
            metadata: {name: load-{{i}}, namespace: default}
            spec:
              model: qwen3-8b
              input: {inline: "Question {{i}}"}
              work: {duration: 30s}
            """);
        await controlPlane.ApplyAsync(string.Join("\n---\n", manifests));
        IReadOnlyList<OrbitalInferenceJob> jobs = [];
        await using (Progress.Of($"{count} jobs at {rate:0.#} times the pace", () => $"{jobs.Count(HasEnded)} ended"))
        {
            do
            {
                await Task.Delay(Look, TimeProvider.System);
                jobs = (await world.Client.ListAllAsync<OrbitalInferenceJob>("default", null, CancellationToken.None)).Items;
            }
            while (!jobs.All(HasEnded));
        }

        var log = await world.PhysicalLogAsync();
        return
        [
            new("load_jobs", count, "jobs"),
            new("load_succeeded", jobs.Count(j => j.Status!.Phase is JobPhase.Succeeded), "jobs, all that were submitted"),
            new("load_runs_on_board", log.Runs.Count, "runs, one a job"),
            new("load_downlinks_lost", await world.CountEventsAsync("DownlinkLost"), "downlinks", "0"),
            new("load_downlinks_moved", await world.CountEventsAsync("WorkLate"), "downlinks, because work on board was late"),
            new("load_transmissions_unfinished", log.Transmissions.Count(t => !t.Finished), "transmissions", "0"),
            new("load_turnaround_last", jobs.Max(j => j.Status!.Turnaround?.TotalMinutes ?? 0), "min of mission time"),
        ];
    }

    private static bool HasEnded(OrbitalInferenceJob job) => job.Status?.Phase is JobPhase.Succeeded or JobPhase.Failed;

    private static double Setting(string name, double fallback) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : fallback;
}
