using System.Globalization;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Gateway.Contract;
using Orbit.Kubernetes.Objects;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>What was booked does not hold any more, though nobody cancelled it: it is released, and planned anew.</summary>
[Collection(RecoveryCollection.Name)]
public sealed class BrokenPlanTests(ControlPlaneFixture controlPlane)
{
    [Fact]
    public async Task IfAStationEntersMaintenanceThenTheUplinkBookedThereIsReleasedAndTheJobGoesAnotherWay()
    {
        await using var world = await OrbitWorld.StartLongBeforeAsync(controlPlane);
        await world.SubmitAsync("displaced");
        var planned = await world.JobAsync("displaced", IsBooked);
        var contact = planned.Status!.Plan!.Uplink;

        await CloseAsync(contact);

        (await world.EventAsync("displaced", "StationInMaintenance")).Should().Contain(contact.GroundLink).And.Contain("(new gears)");
        var job = await world.JobAsync("displaced", j => IsBooked(j) && j.Status!.Plan!.Uplink.Contact != contact.Contact);
        job.Status!.Failures.Should().Be(0);
        new[] { job.Status.Plan!.Uplink, job.Status.Plan.Downlink! }.Should().NotContain(
            c => c.GroundLink == contact.GroundLink && c.Start < contact.End && c.End > contact.Start, "the station is closed then");
        await ShouldBeReleasedAsync(world, contact);
    }

    [Fact]
    public async Task IfAStationEntersMaintenanceWhileTheWorkIsOnBoardThenAnotherDownlinkIsBooked()
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 60);
        await world.SubmitAsync("rerouted", "work: {duration: 20m}");
        var running = await world.JobAsync("rerouted", j => j.Status is { Phase: JobPhase.Computing, Plan.Downlink: not null } s && s.Conditions.IsConditionTrue("Booked"));
        var contact = running.Status!.Plan!.Downlink!;

        await CloseAsync(contact);

        (await world.EventAsync("rerouted", "StationInMaintenance")).Should().Contain(contact.GroundLink);
        var job = await world.JobInAsync("rerouted", JobPhase.Succeeded);
        job.Status!.Attempt.Should().Be(running.Status.Attempt, "the work stayed where it was");
        job.Status.Plan!.Downlink!.Contact.Should().NotBe(contact.Contact);
        (await world.PhysicalLogAsync()).Runs.Should().ContainSingle();
        await ShouldBeReleasedAsync(world, contact);
    }

    [Fact]
    public async Task IfNewElementsMoveTheWindowOfABookedContactThenItIsReleasedAndTheJobPlannedAnew()
    {
        await using var world = await OrbitWorld.StartLongBeforeAsync(controlPlane);
        await world.SubmitAsync("outrun");
        var planned = await world.JobAsync("outrun", IsBooked);
        var plan = planned.Status!.Plan!;

        // Half an orbit further on: where it was to be seen there is now nothing.
        await world.ChangeAsync<SatelliteNode>(plan.Satellite, s => world.Client.UpdateAsync(
            s with { Spec = s.Spec with { Orbit = s.Spec.Orbit with { Tle = s.Spec.Orbit.Tle! with { Line2 = HalfAnOrbitOn(s.Spec.Orbit.Tle.Line2) } } } }, CancellationToken.None));

        (await world.EventAsync("outrun", "WindowMoved")).Should().Contain(plan.Satellite);
        await ShouldBeReleasedAsync(world, plan.Uplink);
        var job = await world.JobAsync("outrun", j => IsBooked(j) && j.Status!.Plan!.Uplink.Contact != plan.Uplink.Contact);
        job.Status!.Failures.Should().Be(0);
    }

    private static bool IsBooked(OrbitalInferenceJob job) => job.Status?.Phase == JobPhase.Scheduled && job.Status.Conditions.IsConditionTrue("Booked");

    private Task CloseAsync(PlannedContact contact) => controlPlane.KubectlAsync(
        "patch", "gl", contact.GroundLink, "--type=merge", "-p",
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"spec": {"maintenance": [{"start": "{{contact.Start.UtcDateTime:O}}", "end": "{{contact.End.UtcDateTime:O}}", "reason": "new gears"}]} }"""));

    private static async Task ShouldBeReleasedAsync(OrbitWorld world, PlannedContact contact)
    {
        await world.WaitAsync<GroundLink>(new NamespacedName(contact.GroundLink), g => g.Status!.Contacts.All(c => c.Name != contact.Contact));
        (await world.GatewayContactsAsync()).Single(c => c.Id == contact.Contact).State.Should().Be(ContactState.Cancelled);
    }

    // The mean anomaly is in columns 44 to 51; the last digit is the sum of all others modulo 10, where a minus counts 1.
    private static string HalfAnOrbitOn(string line2)
    {
        var anomaly = (double.Parse(line2.AsSpan(43, 8), CultureInfo.InvariantCulture) + 180) % 360;
        var body = string.Concat(line2.AsSpan(0, 43), anomaly.ToString("000.0000", CultureInfo.InvariantCulture), line2.AsSpan(51, line2.Length - 52));
        return $"{body}{body.Sum(c => char.IsAsciiDigit(c) ? c - '0' : c == '-' ? 1 : 0) % 10}";
    }
}
