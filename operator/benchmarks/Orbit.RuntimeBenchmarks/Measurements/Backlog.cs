using System.Diagnostics;
using System.Globalization;
using k8s.Models;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.ControlPlane.Tests.EndToEnd;
using Orbit.Kubernetes.Objects;
using Orbit.RuntimeBenchmarks.Figures;

namespace Orbit.RuntimeBenchmarks.Measurements;

/// <summary>Thousands of jobs at once for one station with 16 antennas, at the pace of the wall clock: how many are planned, and how many have said nothing, after a while.</summary>
internal static class Backlog
{
    private const string Station = "ksat-svalbard";
    private const int InParallel = 16;

    public static async Task<IReadOnlyList<Figure>> RunAsync(ControlPlaneFixture controlPlane, int count)
    {
        var documents = (await OrbitWorld.ShippedConstellationAsync()).Split("\n---").Where(d =>
            d.Contains("kind: SatelliteNode", StringComparison.Ordinal) || d.Contains($"name: {Station}\n", StringComparison.Ordinal));
        var manifests = string.Join("\n---\n", documents).Replace("antennas: 1", "antennas: 16", StringComparison.Ordinal);
        var release = new Dictionary<string, string>(StringComparer.Ordinal) { ["ORBIT_LEASE_DURATION"] = "15s" };
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 1, manifests, operatorEnvironment: release);
        var begin = Stopwatch.GetTimestamp();
        await using (Progress.Of($"{count} jobs are submitted"))
        {
            await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = InParallel }, async (i, token) => await world.Client.CreateAsync(Job(i), token));
        }

        var figures = new List<Figure> { new("backlog_submitted_after", Stopwatch.GetElapsedTime(begin).TotalSeconds, "s") };
        begin = Stopwatch.GetTimestamp();
        foreach (var after in new[] { 30, 90, 240 })
        {
            await using (Progress.Of($"the jobs {after} s after they were submitted"))
            {
                var left = TimeSpan.FromSeconds(after) - Stopwatch.GetElapsedTime(begin);
                await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, TimeProvider.System, CancellationToken.None);
            }

            var jobs = (await world.Client.ListAllAsync<OrbitalInferenceJob>("default", null, CancellationToken.None)).Items;
            figures.Add(new($"backlog_planned[{after} s]", jobs.Count(j => j.Status?.Plan is not null), "jobs"));
            figures.Add(new($"backlog_without_status[{after} s]", jobs.Count(j => j.Status is null), "jobs"));
            figures.Add(new($"backlog_ledger_conflicts[{after} s]", await ConflictsAsync(world), "writes"));
        }

        var ledger = (await world.Client.GetAsync<GroundLink>(new NamespacedName(Station), CancellationToken.None)).Status!.Contacts;
        return [.. figures, new("backlog_contacts_booked", ledger.Count, "contacts")];
    }

    private static async Task<double> ConflictsAsync(OrbitWorld world)
    {
        var line = (await world.OperatorHttpAsync("/metrics")).Body.Split('\n').FirstOrDefault(l => l.StartsWith("orbit_bookings_conflicts_total", StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    private static OrbitalInferenceJob Job(int i) => new()
    {
        Metadata = new V1ObjectMeta { NamespaceProperty = "default", Name = string.Create(CultureInfo.InvariantCulture, $"backlog-{i:00000}") },
        Spec = new OrbitalInferenceJobSpec
        {
            Model = "qwen3-8b",
            Input = new JobInput { Inline = $"What does scene {i} show?" },
            Work = new JobWork { Duration = TimeSpan.FromSeconds(30) },
        },
    };
}
