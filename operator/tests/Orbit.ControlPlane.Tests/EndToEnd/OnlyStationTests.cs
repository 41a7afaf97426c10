using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>An antenna serves one contact at a time.</summary>
[Collection(ContactCollection.Name)]
public sealed class OnlyStationTests(ControlPlaneFixture controlPlane)
{
    [Fact]
    public async Task IfTwoJobsWantTheOnlyStationThenTheyGetDifferentTimes()
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 600, await SmallWorlds.OneSatelliteAndOneStationAsync(), start: OrbitWorld.MissionStart.AddHours(7));
        await Task.WhenAll(world.SubmitAsync("first"), world.SubmitAsync("second"));

        var first = await world.JobInAsync("first", JobPhase.Succeeded);
        var second = await world.JobInAsync("second", JobPhase.Succeeded);

        var (a, b) = (first.Status!.Plan!, second.Status!.Plan!);
        a.Uplink.GroundLink.Should().Be(b.Uplink.GroundLink);
        (a.Uplink.Start < b.Uplink.Start ? b.Uplink.Start - a.Uplink.End : a.Uplink.Start - b.Uplink.End).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(60));
        (await world.PhysicalLogAsync()).ShouldBeExclusive(TimeSpan.FromSeconds(60));
    }
}
