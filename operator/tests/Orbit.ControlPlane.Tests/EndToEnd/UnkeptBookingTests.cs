using k8s.Models;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Kubernetes.Objects;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>Providers that do not carry out what they took in: that says nothing about the satellite.</summary>
[Collection(ContactCollection.Name)]
public sealed class UnkeptBookingTests(ControlPlaneFixture controlPlane)
{
    [Fact]
    public async Task IfProvidersDoNotCarryContactsOutThenNoSatelliteIsLostAndTheirWordsAreQuoted()
    {
        var manifests = SmallWorlds.AskedAhead(SmallWorlds.Selectable(await OrbitWorld.ShippedConstellationAsync()), "20m");
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 120, manifests);
        var late = await world.FaultAsync("""{"kind": "DecideLate", "noradId": 63982, "after": "1s"}""");
        var broken = await world.FaultAsync("""{"kind": "StationFault", "noradId": 63983, "reason": "ANTENNA_FAULT"}""");
        await world.SubmitAsync("unscheduled", $"work: {{duration: 30s}}\nsatelliteSelector: {SmallWorlds.Only("scs-01-a")}");
        await world.SubmitAsync("unlucky", $"work: {{duration: 30s}}\nsatelliteSelector: {SmallWorlds.Only("scs-01-b")}");

        // Three stations: had they listened, both satellites would be lost. A job that is slow to see one contact fail sees another.
        await Task.WhenAll(
            FailedAsync(world, "scs-01-a", BookedContactCause.NotScheduled, "FAILED_TO_SCHEDULE", stations: 3),
            FailedAsync(world, "scs-01-b", BookedContactCause.StationFault, "ANTENNA_FAULT", stations: 3),
            QuotedAsync(world, "unscheduled", "FAILED_TO_SCHEDULE"),
            QuotedAsync(world, "unlucky", "ANTENNA_FAULT"));
        await world.RepairAsync(late);
        await world.RepairAsync(broken);

        await Task.WhenAll(world.JobInAsync("unscheduled", JobPhase.Succeeded), world.JobInAsync("unlucky", JobPhase.Succeeded));
        foreach (var (name, job) in new[] { ("scs-01-a", "unscheduled"), ("scs-01-b", "unlucky") })
        {
            var satellite = await world.WaitAsync<SatelliteNode>(new NamespacedName(name), s => s.Status?.LastHeard is not null);
            satellite.Status!.MissedContacts.Should().Be(0);
            (await world.ReasonsAsync(job)).Should().NotContain(["SatelliteUnavailable", "SatelliteLost"]);
        }
    }

    private static Task QuotedAsync(OrbitWorld world, string job, string reason) =>
        world.WaitForAllAsync<Eventsv1Event>("default", events => events.Any(e =>
            e.Regarding?.Name == job && e.Note?.Contains($"did not carry out the contact: {reason}.", StringComparison.Ordinal) is true));

    private static Task FailedAsync(OrbitWorld world, string satellite, BookedContactCause cause, string reason, int stations) =>
        world.WaitForAllAsync<GroundLink>(null, all => all.Count(g => (g.Status?.Contacts ?? []).Any(c =>
            c.Satellite == satellite && c.State == BookedContactState.Failed && c.Cause == cause && c.Reason == reason)) >= stations);
}
