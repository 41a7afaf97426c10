using k8s.Models;
using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Gateway.Contract;
using Orbit.Kubernetes.Objects;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>A spec that is changed takes effect, or the job says what does not; either way the change is observed.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class SpecChangeTests(ControlPlaneFixture controlPlane)
{
    [Fact]
    public async Task IfASpecChangesBeforeTheUplinkThenThePlanIsMadeAnewAndADeletedJobSaysThatNothingIsBooked()
    {
        // The first twelve hours are closed: no uplink comes near while the test looks.
        var closed = (await SmallWorlds.OnlyAsync("scs-01-a", "ksat-svalbard", "ksat-troll"))
            .Replace("  turnaround: 60s", "  turnaround: 60s\n  maintenance: [{start: \"2026-08-21T00:00:00Z\", end: \"2026-08-22T12:00:00Z\"}]", StringComparison.Ordinal);
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 1, closed);
        await world.SubmitAsync("edited");
        await world.SubmitAsync("held");
        var first = await world.JobAsync("edited", IsBooked(1));
        first.Status!.Plan.Should().BeEquivalentTo(new { Generation = 1L, Model = "qwen3-8b" });

        // What does not concern the plan is only observed, in status and conditions.
        await PatchAsync("edited", """{"spec": {"priority": 3, "deadline": "2026-08-23T00:00:00Z"}}""");
        var observed = await world.JobAsync("edited", IsObserved(2));
        observed.Status!.Plan!.AttemptId.Should().Be(first.Status.Plan!.AttemptId);
        observed.Status.Phase.Should().Be(JobPhase.Scheduled);

        // What was planned with another value is planned anew, once the gateway has let it go.
        await PatchAsync("edited", """{"spec": {"input": {"inline": "Another question?"}, "downlinkSelector": {"matchLabels": {"orbitoperator.io/provider": "ksat"}}}}""");
        var second = await world.JobAsync("edited", IsBooked(3));
        second.Status!.Plan!.AttemptId.Should().NotBe(first.Status.Plan.AttemptId);
        second.Status.Failures.Should().Be(0);
        (await world.EventAsync("edited", "SpecChanged")).Should().Be("spec.input and spec.downlinkSelector changed; the job is planned anew.");
        var uplinks = (await world.GatewayContactsAsync()).Where(c => c.State is ContactState.Scheduled).SelectMany(c => c.Uplinks).Select(u => u.AttemptId).ToArray();
        uplinks.Should().Contain(second.Status.Plan.AttemptId).And.NotContain(first.Status.Plan.AttemptId);

        // A deadline that the plan can't keep: there is none for it before noon.
        await PatchAsync("edited", """{"spec": {"deadline": "2026-08-22T11:00:00Z"}}""");
        var late = await world.JobAsync("edited", j => j.Status is { Phase: JobPhase.Pending, NextTryTime: not null });
        late.Status!.Conditions.FindCondition(ConditionTypes.Scheduled)!.Reason.Should().Be("Unschedulable");
        late.Status.ObservedGeneration.Should().Be(4);

        // Somebody's finalizer holds a deleted job.
        var held = await world.JobAsync("held", IsBooked(1));
        await PatchAsync("held", """{"metadata": {"finalizers": ["example.org/audit"]}}""");
        await controlPlane.KubectlAsync("delete", "oij", "held", "--wait=false");
        var deleting = await world.JobAsync("held", j => j.Metadata.DeletionTimestamp is not null && j.Status!.ObservedGeneration == j.Metadata.Generation);
        deleting.Status.Should().BeEquivalentTo(new { Phase = JobPhase.Pending, Plan = (JobPlan?)null, Message = "The job is being deleted; its bookings are released." });
        deleting.Status!.Conditions.FindCondition(ConditionTypes.Scheduled).Should().BeEquivalentTo(new { Status = "False", Reason = "Deleting" });
        await world.WaitForAllAsync<GroundLink>(null, all => !all.SelectMany(g => g.Status?.Contacts ?? []).Any(c => c.Job.Uid == held.Metadata.Uid));
        await PatchAsync("held", """{"metadata": {"finalizers": null}}""");

        // The other kinds observe a change as soon.
        await controlPlane.KubectlAsync("patch", "gl", "ksat-svalbard", "--type=merge", "-p", """{"spec": {"minimumContact": "61s"}}""");
        await controlPlane.KubectlAsync("patch", "sat", "scs-01-a", "--type=merge", "-p", """{"spec": {"unschedulable": true}}""");
        await world.WaitAsync<GroundLink>(new NamespacedName("ksat-svalbard"), g => Follows(g.Metadata, g.Status!.ObservedGeneration, g.Status.Conditions) && g.Metadata.Generation > 1);
        await world.WaitAsync<SatelliteNode>(new NamespacedName("scs-01-a"), s => Follows(s.Metadata, s.Status!.ObservedGeneration, s.Status.Conditions) && s.Metadata.Generation > 1);
    }

    [Fact]
    public async Task IfASpecChangesAfterTheUplinkThenTheJobRunsOnAndSaysWhichSpecItAnswered()
    {
        // Its work takes more than a minute at this pace, whenever it goes up: that long its downlink can still be moved.
        string[] sites = ["aws-alaska", "aws-ireland", "aws-stockholm"];
        var manifests = await SmallWorlds.OnlyAsync(["scs-01-a", "ksat-svalbard", .. sites]);
        foreach (var site in sites)
        {
            manifests = manifests.Replace($"name: {site}\n  labels:", $"name: {site}\n  labels:\n    site: {site}", StringComparison.Ordinal);
        }

        manifests = manifests
            .Replace("accelerators: 1", "accelerators: 2", StringComparison.Ordinal)
            .Replace("batteryWattHours: 1500", "batteryWattHours: 15000", StringComparison.Ordinal)
            .Replace("maximumContinuousCompute: 20m", "maximumContinuousCompute: 7h", StringComparison.Ordinal);
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 300, manifests);
        await world.SubmitAsync("redirected", Via("aws", "6h"));
        await world.SubmitAsync("edited", Via("ksat", "30s"));

        // A downlink that has not begun goes where the spec says now.
        await world.JobInAsync("redirected", JobPhase.Computing);
        var first = await RedirectAsync("aws", 2, at => $$$"""{"downlinkSelector": {"matchExpressions": [{"key": "orbitoperator.io/provider", "operator": "In", "values": ["aws"]}, {"key": "site", "operator": "NotIn", "values": ["{{{at.Metadata.Name}}}"]}]}}""");
        (await world.EventAsync("redirected", "SpecChanged")).Should().Contain($"spec.downlinkSelector changed and excludes {first}.");
        await RedirectAsync(first, 3, at => $$"""{"allowedCountries": [{{string.Join(", ", new[] { "SJ", "US", "IE", "SE" }.Where(c => c != at.Spec.Country).Select(c => $"\"{c}\""))}}]}""");

        // There is no webhook here, as when it does not answer. However far the job is by now, it was sent up before.
        var sent = await world.JobAsync("edited", j => j.Status?.Actual?.UplinkFinished is not null);
        await PatchAsync("edited", """{"spec": {"model": "another-model", "work": {"duration": "31s"}}}""");
        var done = await world.JobAsync("edited", j => j.Status!.Phase == JobPhase.Succeeded && IsObserved(2)(j));
        done.Status!.Attempt.Should().Be(sent.Status!.Attempt);
        done.Status.Result.Should().BeEquivalentTo(new { Model = "qwen3-8b", Generation = 1L });
        done.Status.Conditions.IsConditionTrue(ConditionTypes.Complete).Should().BeTrue();
        done.Status.Conditions.FindCondition(ConditionTypes.SpecApplied).Should().BeEquivalentTo(new { Status = "False", Reason = "ChangedAfterUplink" });
        (await world.EventAsync("edited", "ChangedAfterUplink")).Should().StartWith("spec.model and spec.work changed after the job was sent up to");

        // Also of a job that has ended: a change is observed, and one that takes nothing back is no more than that.
        await PatchAsync("edited", """{"spec": {"ttlAfterFinished": "100h"}}""");
        (await world.JobAsync("edited", IsObserved(3))).Status!.Conditions.FindCondition(ConditionTypes.SpecApplied).Should().NotBeNull();
        await PatchAsync("edited", """{"spec": {"model": "qwen3-8b", "work": {"duration": "30s"}}}""");
        (await world.JobAsync("edited", IsObserved(4))).Status!.Conditions.FindCondition(ConditionTypes.SpecApplied).Should().BeNull();

        static string Via(string provider, string duration) => string.Join(
            '\n',
            $"work: {{duration: {duration}}}",
            "uplinkSelector: {matchLabels: {orbitoperator.io/provider: ksat}}",
            $"downlinkSelector: {{matchLabels: {{orbitoperator.io/provider: {provider}}}}}");

        // The ground link from which the downlink was moved.
        async Task<string> RedirectAsync(string before, long generation, Func<GroundLink, string> spec)
        {
            var job = await world.JobAsync("redirected", j => j.Status!.Plan?.Downlink is { } d && d.GroundLink != before);
            var plan = job.Status!.Plan!;
            var excluded = await world.Client.GetAsync<GroundLink>(new NamespacedName(plan.Downlink!.GroundLink), CancellationToken.None);
            await PatchAsync("redirected", $$"""{"spec": {{spec(excluded)}}}""");
            var moved = await world.JobAsync("redirected", j => IsObserved(generation)(j) && j.Status!.Plan?.Downlink is { } d && d.GroundLink != plan.Downlink.GroundLink);
            moved.Status!.Plan!.AttemptId.Should().Be(plan.AttemptId, "the work stays on board");
            moved.Status.Conditions.FindCondition(ConditionTypes.SpecApplied).Should().BeNull("it takes effect");
            return plan.Downlink.GroundLink;
        }
    }

    private static Func<OrbitalInferenceJob, bool> IsBooked(long generation) => j =>
        j.Status is { Phase: JobPhase.Scheduled, Plan: { } plan } status && plan.Generation == generation && status.Conditions.IsConditionTrue("Booked");

    private static Func<OrbitalInferenceJob, bool> IsObserved(long generation) => j =>
        j.Metadata.Generation == generation && Follows(j.Metadata, j.Status?.ObservedGeneration, j.Status?.Conditions ?? []);

    private static bool Follows(V1ObjectMeta metadata, long? observed, IReadOnlyList<V1Condition> conditions) =>
        observed == metadata.Generation && conditions.All(c => c.ObservedGeneration == metadata.Generation);

    private Task PatchAsync(string job, string patch) => controlPlane.KubectlAsync("patch", "oij", job, "--type=merge", "-p", patch);
}
