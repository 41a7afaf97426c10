using k8s;
using k8s.Models;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>Kubernetes' own node lifecycle controller runs beside the operator: it evicts nothing from a silent satellite, and the right pods from a lost one.</summary>
[Collection(AloneCollection.Name)]
public sealed class NodeLifecycleTests(ControlPlaneFixture controlPlane)
{
    [Fact]
    public async Task IfADayOfNormalPassesGoesByThenNoNodeIsEverNotReadyAndNoPodEvicted()
    {
        // A day in 72 s of wall time: longer than the 40 s after which Kubernetes gives up a node without a heartbeat.
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 1200);
        await world.WaitForAllAsync<V1Node>(null, n => n.Count == 12 && n.All(IsReady));
        var start = await world.Client.ListAllAsync<V1Node>(null, null, CancellationToken.None);
        const int jobs = 6;
        await Task.WhenAll(Enumerable.Range(0, jobs).Select(i => world.SubmitAsync($"day-{i}", "work: {duration: 10m}")));

        var disturbed = new List<string>();
        using var watching = new CancellationTokenSource();
        var watch = Task.Run(async () =>
        {
            try
            {
                await foreach (var change in world.Client.WatchAsync<V1Node>(null, new WatchOptions { ResourceVersion = start.ResourceVersion }, watching.Token))
                {
                    if (change.Object is { } node && (change.Type is WatchEventType.Deleted || !IsReady(node) || node.Spec!.Taints!.Any(t => t.Effect == "NoExecute")))
                    {
                        disturbed.Add(node.Metadata.Name!);
                    }
                }
            }
            catch (OperationCanceledException)
            {
                // The test has seen enough.
            }
        });
        await world.WaitForAllAsync<SatelliteNode>(null, s => s.Count == 12 && s.All(x => x.Status?.NextPass?.Start > OrbitWorld.MissionStart.AddHours(25)));
        var done = await world.WaitForAllAsync<OrbitalInferenceJob>("default", j => j.Count == jobs && j.All(x => x.Status?.Phase == JobPhase.Succeeded));
        await watching.CancelAsync();
        await watch;

        disturbed.Should().BeEmpty();
        done.Should().OnlyContain(j => j.Status!.Failures == 0);
        (await world.PhysicalLogAsync()).Runs.Should().HaveCount(jobs);
    }

    [Fact]
    public async Task IfASatelliteDiesThenItsNodeIsNotReadyItsPodIsEvictedAndTheWorkGoesElsewhere()
    {
        // Results can come down at AWS from four o'clock on only: the satellite dies with one on board, however slow the machine is.
        var manifests = (await OrbitWorld.ShippedConstellationAsync()).Replace(
            "  provider: aws\n  location", "  provider: aws\n  maintenance: [{start: \"2026-08-21T00:00:00Z\", end: \"2026-08-22T04:00:00Z\"}]\n  location", StringComparison.Ordinal);
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 600, manifests);
        await world.SubmitAsync("bereaved", "work: {duration: 20m}\ndownlinkSelector: {matchLabels: {orbitoperator.io/provider: aws}}");
        await world.SubmitAsync("bystander", "work: {duration: 20m}");
        var running = await world.JobInAsync("bereaved", JobPhase.Computing);
        var plan = running.Status!.Plan!;

        await world.FaultAsync($$"""{"kind": "SatelliteDead", "noradId": {{plan.NoradId}}}""");

        await world.WaitAsync<SatelliteNode>(new NamespacedName(plan.Satellite), s => s.Status?.MissedContacts >= 3);
        await world.WaitAsync<V1Node>(new NamespacedName(plan.Satellite), n => !IsReady(n) && n.Spec!.Taints!.Any(t => t is { Key: "node.kubernetes.io/not-ready", Effect: "NoExecute" }));
        var job = await world.JobInAsync("bereaved", JobPhase.Succeeded);
        job.Status!.Plan!.Satellite.Should().NotBe(plan.Satellite);
        job.Status.Failures.Should().Be(1);
        var nodes = await world.Client.ListAllAsync<V1Node>(null, null, CancellationToken.None);
        nodes.Items.Where(n => n.Metadata.Name != plan.Satellite).Should().OnlyContain(n => IsReady(n));
    }

    private static bool IsReady(V1Node node) => node.Status?.Conditions?.Any(c => c is { Type: "Ready", Status: "True" }) is true;
}
