using k8s.Models;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Gateway.Contract;
using Orbit.Kubernetes.Objects;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>What is no longer wanted is released, and what is taken away is replaced.</summary>
[Collection(RecoveryCollection.Name)]
public sealed class ReleaseTests(ControlPlaneFixture controlPlane)
{
    [Theory]
    [InlineData(JobPhase.Scheduled)]
    [InlineData(JobPhase.Uplinking)]
    [InlineData(JobPhase.Computing)]
    [InlineData(JobPhase.Downlinking)]
    public async Task IfAJobIsDeletedInAPhaseThenNothingStaysBookedForIt(JobPhase phase)
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 10);
        await world.SubmitAsync("unwanted", "work: {duration: 120s}");
        await world.JobAsync("unwanted", j => j.Status?.Phase == phase && (phase != JobPhase.Scheduled || j.Status.Conditions.IsConditionTrue("Booked")));

        await world.Client.DeleteAsync<OrbitalInferenceJob>(new NamespacedName("default", "unwanted"), null, CancellationToken.None);

        await world.WaitForAllAsync<GroundLink>(null, g => g.SelectMany(x => x.Status?.Contacts ?? []).All(c => c.State is BookedContactState.Completed or BookedContactState.Cancelled or BookedContactState.Failed));
        var contacts = await world.GatewayContactsAsync();
        contacts.Should().OnlyContain(c => c.State.IsFinal());
        await world.WaitForAllAsync<V1Pod>("default", p => p.Count == 0);
    }

    [Fact]
    public async Task IfTheSatelliteOfAScheduledJobIsDeletedThenAnotherOneTakesTheJob()
    {
        await using var world = await OrbitWorld.StartLongBeforeAsync(controlPlane);
        var planned = await BookAsync(world, "moving");
        var first = planned.Satellite;

        await world.Client.DeleteAsync<SatelliteNode>(new NamespacedName(first), null, CancellationToken.None);

        (await BookedAnewAsync(world, "moving", planned)).Satellite.Should().NotBe(first);
        await world.WaitForAllAsync<V1Node>(null, n => n.All(x => x.Metadata.Name != first));
    }

    [Fact]
    public async Task IfTheStationOfAScheduledJobIsDeletedThenTheJobGoesByAnother()
    {
        await using var world = await OrbitWorld.StartLongBeforeAsync(controlPlane);
        var planned = await BookAsync(world, "moving");
        var station = planned.Uplink.GroundLink;

        await world.Client.DeleteAsync<GroundLink>(new NamespacedName(station), null, CancellationToken.None);

        (await BookedAnewAsync(world, "moving", planned)).Uplink.GroundLink.Should().NotBe(station);
    }

    [Fact]
    public async Task IfTheProviderCancelsAContactThenTheJobIsPlannedAgain()
    {
        await using var world = await OrbitWorld.StartLongBeforeAsync(controlPlane);
        var planned = await BookAsync(world, "bumped");

        await world.FaultAsync($$"""{"kind": "ProviderCancellation", "contact": "{{planned.Uplink.Contact}}"}""");

        await BookedAnewAsync(world, "bumped", planned);
    }

    private static bool IsBooked(OrbitalInferenceJob job) => job.Status is { Phase: JobPhase.Scheduled } status && status.Conditions.IsConditionTrue("Booked");

    private static async Task<JobPlan> BookAsync(OrbitWorld world, string name)
    {
        await world.SubmitAsync(name);
        return (await world.JobAsync(name, IsBooked)).Status!.Plan!;
    }

    // The plan that took the place of one that was taken away, which left nothing at its gateway.
    private static async Task<JobPlan> BookedAnewAsync(OrbitWorld world, string name, JobPlan before)
    {
        var job = await world.JobAsync(name, j => IsBooked(j) && j.Status!.Plan!.AttemptId != before.AttemptId);
        job.Status!.Failures.Should().Be(0, "what was taken away is not the job's failure");
        (await world.GatewayContactsAsync()).Single(c => c.Id == before.Uplink.Contact).State.Should().BeOneOf(ContactState.Cancelled, ContactState.ProviderCancelled);
        return job.Status.Plan!;
    }
}
