using k8s;
using k8s.Models;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Serialization;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>What a person marks a satellite's Node with keeps new work away, as it keeps pods off other Nodes; the work that is there stays.</summary>
[Collection(GatewayCollection.Name)]
public sealed class NodeMarkTests(ControlPlaneFixture controlPlane)
{
    private static readonly V1Toleration OfCordon = new() { Key = "node.kubernetes.io/unschedulable", OperatorProperty = "Exists", Effect = "NoSchedule" };

    [Fact]
    public async Task IfAPersonCordonsOrTaintsNodesThenNewWorkKeepsOffThemUnlessItToleratesThat()
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 1, await SmallWorlds.OnlyAsync("scs-01-a", "scs-01-b", "ksat-svalbard"));
        await world.WaitForAllAsync<V1Node>(null, n => n.Count == 2);
        await MarkAsync(world, "cordon", "scs-01-a");
        await MarkAsync(world, "cordon", "scs-01-b");

        await world.SubmitAsync("kept-off");
        await SaysAsync("kept-off", "2 are cordoned");
        await world.SubmitAsync("tolerant", "work: {duration: 30s}\ntolerations: [{key: node.kubernetes.io/unschedulable, operator: Exists, effect: NoSchedule}]");
        await world.JobInAsync("tolerant", JobPhase.Scheduled);
        (await world.WaitAsync<V1Pod>(new NamespacedName("default", "tolerant-1"), _ => true)).Spec!.Tolerations.Should().Contain(OfCordon);

        await controlPlane.KubectlAsync("uncordon", "scs-01-b");
        (await world.JobInAsync("kept-off", JobPhase.Scheduled)).Status!.Plan!.Satellite.Should().Be("scs-01-b");

        await MarkAsync(world, "taint", "scs-01-b", "maintenance=yes:NoSchedule");
        await world.SubmitAsync("tainted-out");
        var message = await SaysAsync("tainted-out", "1 is cordoned");
        message.Should().Contain("1 has taint maintenance=yes:NoSchedule that the job does not tolerate");
        await controlPlane.KubectlAsync("taint", "nodes", "scs-01-b", "maintenance-");
        (await world.JobInAsync("tainted-out", JobPhase.Scheduled)).Status!.Plan!.Satellite.Should().Be("scs-01-b");

        async Task<string> SaysAsync(string job, string words) =>
            (await world.JobAsync(job, j => j.Status is { Phase: JobPhase.Pending, NextTryTime: not null, Message: { } m } && m.Contains(words, StringComparison.Ordinal))).Status!.Message!;
    }

    [Fact]
    public async Task IfANoExecuteTaintTakesAnAttemptsPodThenTheAttemptStaysAndThePodComesBackWithoutTheTaint()
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 1, await SmallWorlds.OneSatelliteAndOneStationAsync());
        await world.SubmitAsync("undisturbed");
        var pod = new NamespacedName("default", "undisturbed-1");
        var plan = (await world.JobInAsync("undisturbed", JobPhase.Scheduled)).Status!.Plan!;
        await world.WaitAsync<V1Pod>(pod, _ => true);

        await MarkAsync(world, "taint", "scs-01-a", "repair=now:NoExecute");
        // A reconcile that began before the taint was known may still make a pod. It is over once a later one has begun.
        await ReconciledAsync(world, "undisturbed", "101h");
        await ReconciledAsync(world, "undisturbed", "102h");
        await world.WaitForAllAsync<V1Pod>(null, p => p.Count == 0);
        var gone = await world.Client.ListAllAsync<V1Pod>(null, null, CancellationToken.None);
        await ReconciledAsync(world, "undisturbed", "103h");
        await ReconciledAsync(world, "undisturbed", "104h");
        await controlPlane.KubectlAsync("taint", "nodes", "scs-01-a", "repair-");

        // The first pod after the taint's is the one that stays: none was made under the taint, to be deleted again.
        string? first = null;
        await foreach (var change in world.Client.WatchAsync<V1Pod>(null, new WatchOptions { ResourceVersion = gone.ResourceVersion }, CancellationToken.None))
        {
            if (change is { Type: WatchEventType.Added, Object: { } added })
            {
                first = added.Metadata.Uid;
                break;
            }
        }

        await SeenAsync(world, "scs-01-a");
        (await world.WaitAsync<V1Pod>(pod, _ => true)).Metadata.Uid.Should().Be(first);
        (await world.JobInAsync("undisturbed", JobPhase.Scheduled)).Status!.Plan!.AttemptId.Should().Be(plan.AttemptId);
    }

    private async Task ReconciledAsync(OrbitWorld world, string job, string ttl)
    {
        await controlPlane.KubectlAsync("patch", "oij", job, "--type=merge", "-p", $$$"""{"spec": {"ttlAfterFinished": "{{{ttl}}}"}}""");
        await world.JobAsync(job, j => j.Spec.TtlAfterFinished == GoDuration.Parse(ttl) && j.Status?.ObservedGeneration == j.Metadata.Generation);
    }

    private async Task MarkAsync(OrbitWorld world, string verb, string node, params string[] mark)
    {
        await controlPlane.KubectlAsync([verb, .. verb == "taint" ? (string[])["nodes"] : [], node, .. mark]);
        await SeenAsync(world, node);
    }

    // The operator mends the label once its watch has shown it, and with it all that was written to the Node before.
    private async Task SeenAsync(OrbitWorld world, string node)
    {
        await controlPlane.KubectlAsync("label", "node", node, "orbitoperator.io/role=Other", "--overwrite");
        await world.WaitAsync<V1Node>(new NamespacedName(node), n => n.Metadata.Labels!["orbitoperator.io/role"] == "Inference");
    }
}
