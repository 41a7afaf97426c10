using System.Security.Cryptography;
using System.Text;
using k8s.Models;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Kubernetes.Objects;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>The main job: a question goes up to one of the twelve real satellites, and its answer comes down.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class QuestionTests(ControlPlaneFixture controlPlane)
{
    [Fact]
    public async Task IfAQuestionIsAskedThenASatelliteAnswersItAndTheWorldShowsHow()
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 20);
        await controlPlane.KubectlAsync("apply", "-f", Path.Combine(Repository.Root, "config", "samples", "qwen3-question.yaml"));

        var job = await world.JobInAsync("qwen3-question", JobPhase.Succeeded);

        var status = job.Status!;
        status.Conditions.IsConditionTrue("Complete").Should().BeTrue();
        status.Failures.Should().Be(0);
        var result = await world.Client.GetAsync<V1ConfigMap>(new NamespacedName("default", status.Result!.ConfigMap), CancellationToken.None);
        var answer = result.Data![status.Result.Key];
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(answer))).Should().Be(status.Result.Sha256);
        result.Metadata.OwnerReferences.Should().ContainSingle(o => o.Uid == job.Metadata.Uid);

        var actual = status.Actual!;
        actual.AcceptedTime.Should().BeBefore(actual.UplinkStarted!.Value);
        actual.UplinkFinished.Should().BeOnOrBefore(actual.ComputeStarted!.Value);
        (actual.ComputeFinished - actual.ComputeStarted).Should().BeCloseTo(TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(10));
        actual.DownlinkStarted.Should().BeOnOrAfter(actual.ComputeFinished!.Value);
        status.Turnaround.Should().BeCloseTo(actual.Completed!.Value - actual.AcceptedTime!.Value, TimeSpan.FromMilliseconds(1));

        var log = await world.PhysicalLogAsync();
        log.Runs.Should().ContainSingle().Which.Outcome.Should().Be("Completed");
        log.Transmissions.Should().HaveCount(2).And.OnlyContain(t => t.Finished && t.NoradId == status.Plan!.NoradId);

        var pod = await world.WaitAsync<V1Pod>(new NamespacedName("default", $"qwen3-question-{status.Attempt}"), p => p.Status?.Phase == "Succeeded");
        pod.Spec!.NodeName.Should().Be(status.Plan!.Satellite);
        pod.Metadata.OwnerReferences.Should().ContainSingle(o => o.Uid == job.Metadata.Uid);
        var ledger = await world.WaitAsync<GroundLink>(
            new NamespacedName(status.Plan.Uplink.GroundLink), g => g.Status!.Contacts.Any(c => c.State == BookedContactState.Completed));
        ledger.Status!.Contacts.Should().ContainSingle(c => c.Name == status.Plan.Uplink.Contact);
    }

    [Fact]
    public async Task IfTheOperatorRunsThenEverySatelliteIsAReadyNodeThatKeepsOrdinaryPodsAway()
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 1);

        var nodes = await world.WaitForAllAsync<V1Node>(
            null, n => n.Count == 12 && n.All(x => x.Status?.Conditions?.Any(c => c is { Type: "Ready", Status: "True" }) is true && x.Spec?.Taints is [{ Key: "orbitoperator.io/satellite" }]));
        var satellites = await world.WaitForAllAsync<SatelliteNode>(null, s => s.Count == 12 && s.All(x => x.Status?.NextPass is not null));
        var groundLinks = await world.WaitForAllAsync<GroundLink>(null, g => g.Count == 48 && g.All(x => x.Status?.Conditions.IsConditionTrue("Ready") is true));

        nodes.Should().OnlyContain(n => n.Status!.Capacity!["orbitoperator.io/accelerator"].ToInt64() == 1);
        satellites.Should().OnlyContain(s => s.Status!.Position != null && s.Status.Elements != null && s.Status.MissedContacts == 0);
        groundLinks.Should().OnlyContain(g => g.Status!.Contacts.Count == 0);

        await controlPlane.ApplyAsync("""
            apiVersion: v1
            kind: Pod
            metadata: {name: ordinary, namespace: default}
            spec: {containers: [{name: c, image: none, imagePullPolicy: Never}]}
            """);
        var pod = await world.WaitAsync<V1Pod>(new NamespacedName("default", "ordinary"), p => p.Status?.Conditions?.Any(c => c is { Type: "PodScheduled", Status: "False" }) is true);
        pod.Spec!.NodeName.Should().BeNullOrEmpty();
    }
}
