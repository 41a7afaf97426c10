using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Gateway.Contract;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Objects.Core;

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
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 10);
        await world.SubmitAsync("moving");
        var planned = await world.JobInAsync("moving", JobPhase.Scheduled);
        var first = planned.Status!.Plan!.Satellite;

        await world.Client.DeleteAsync<SatelliteNode>(new NamespacedName(first), null, CancellationToken.None);

        var job = await world.JobInAsync("moving", JobPhase.Succeeded);
        job.Status!.Plan!.Satellite.Should().NotBe(first);
        await world.WaitForAllAsync<V1Node>(null, n => n.All(x => x.Metadata.Name != first));
    }

    [Fact]
    public async Task IfTheStationOfAScheduledJobIsDeletedThenTheJobGoesByAnother()
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 10);
        await world.SubmitAsync("moving");
        var planned = await world.JobAsync("moving", j => j.Status?.Phase == JobPhase.Scheduled && j.Status.Conditions.IsConditionTrue("Booked"));
        var station = planned.Status!.Plan!.Uplink.GroundLink;

        await world.Client.DeleteAsync<GroundLink>(new NamespacedName(station), null, CancellationToken.None);

        var job = await world.JobInAsync("moving", JobPhase.Succeeded);
        job.Status!.Plan!.Uplink.GroundLink.Should().NotBe(station);
        var old = (await world.GatewayContactsAsync()).Where(c => c.Id == planned.Status.Plan.Uplink.Contact);
        old.Should().OnlyContain(c => c.State == ContactState.Cancelled);
    }

    [Fact]
    public async Task IfTheProviderCancelsAContactThenTheJobIsPlannedAgainAndCompletes()
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 10);
        await world.SubmitAsync("bumped");
        var planned = await world.JobAsync("bumped", j => j.Status?.Phase == JobPhase.Scheduled && j.Status.Conditions.IsConditionTrue("Booked"));
        var contact = planned.Status!.Plan!.Uplink.Contact;

        await world.FaultAsync($$"""{"kind": "ProviderCancellation", "contact": "{{contact}}"}""");

        var job = await world.JobInAsync("bumped", JobPhase.Succeeded);
        job.Status!.Plan!.Uplink.Contact.Should().NotBe(contact);
        job.Status.Failures.Should().Be(0, "a cancelled contact is not the job's failure");
    }
}
