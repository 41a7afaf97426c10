using k8s.Models;
using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Kubernetes.Objects;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>Two objects for one station or one satellite: the one that was created first is used, the other once that is gone.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class DuplicateTests(ControlPlaneFixture controlPlane)
{
    [Fact]
    public async Task IfTwoObjectsStandForTheSameThenTheLaterIsNotUsedUntilTheFirstIsGone()
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 600, await SmallWorlds.OneSatelliteAndOneStationAsync(), start: OrbitWorld.MissionStart.AddHours(7));
        var gateway = world.SimulatorAddress.ToString().TrimEnd('/');
        var twins = (await SmallWorlds.OneSatelliteAndOneStationAsync())
            .Replace("name: scs-01-a", "name: twin-satellite", StringComparison.Ordinal)
            .Replace("name: ksat-svalbard", "name: twin-station", StringComparison.Ordinal)
            .Replace($"url: {OrbitWorld.ShippedGateway}", $"url: {gateway}/\n    station: ksat-svalbard", StringComparison.Ordinal);
        // Their creation differs by a second at least, which is what is compared first.
        var created = (await world.Client.GetAsync<SatelliteNode>(new NamespacedName("scs-01-a"), CancellationToken.None)).Metadata.CreationTimestamp;
        await OutlastAsync(created!.Value.ToInstant());
        await controlPlane.ApplyAsync(twins);

        (await StationAsync("twin-station", "False")).Should().BeEquivalentTo(new { Reason = "DuplicateStation" }).And.Match<V1Condition>(c => c.Message.Contains("ksat-svalbard", StringComparison.Ordinal));
        (await SatelliteAsync("twin-satellite", "False")).Should().BeEquivalentTo(new { Reason = "DuplicateNoradId" }).And.Match<V1Condition>(c => c.Message.Contains("scs-01-a", StringComparison.Ordinal));
        await StationAsync("ksat-svalbard", "True");
        await SatelliteAsync("scs-01-a", "True");
        await world.WaitAsync<V1Node>(new NamespacedName("twin-satellite"), n => n.Status?.Allocatable?.TryGetValue("orbitoperator.io/accelerator", out var offered) is true && offered.ToInt64() == 0);

        await Task.WhenAll(world.SubmitAsync("one"), world.SubmitAsync("two"));
        foreach (var name in new[] { "one", "two" })
        {
            var plan = (await world.JobInAsync(name, JobPhase.Succeeded)).Status!.Plan!;
            plan.Satellite.Should().Be("scs-01-a");
            plan.Uplink.GroundLink.Should().Be("ksat-svalbard");
        }

        (await world.PhysicalLogAsync()).ShouldBeExclusive(TimeSpan.FromSeconds(60));
        await controlPlane.KubectlAsync("delete", "gl", "ksat-svalbard", "--wait=false");
        // Not only by deletion: the first may also become another.
        await controlPlane.KubectlAsync("patch", "sat", "scs-01-a", "--type=merge", "-p", """{"spec": {"noradId": 5}}""");
        await StationAsync("twin-station", "True");
        await SatelliteAsync("twin-satellite", "True");
        await world.SubmitAsync("three");
        (await world.JobInAsync("three", JobPhase.Succeeded)).Status!.Plan.Should().BeEquivalentTo(new { Satellite = "twin-satellite", Uplink = new { GroundLink = "twin-station" } });

        async Task<V1Condition> StationAsync(string name, string status) =>
            (await world.WaitAsync<GroundLink>(new NamespacedName(name), g => g.Status?.Conditions.FindCondition(ConditionTypes.Ready)?.Status == status)).Status!.Conditions.FindCondition(ConditionTypes.Ready)!;

        async Task<V1Condition> SatelliteAsync(string name, string status) =>
            (await world.WaitAsync<SatelliteNode>(new NamespacedName(name), s => s.Status?.Conditions.FindCondition(ConditionTypes.Ready)?.Status == status)).Status!.Conditions.FindCondition(ConditionTypes.Ready)!;

        // Asking anew is what lets time pass: an object that is created now and not kept says which second the server has.
        async Task OutlastAsync(DateTimeOffset second)
        {
            for (var i = 0; ; i++)
            {
                var probe = await controlPlane.KubectlAsync("create", "configmap", $"probe-{i}", "-n", "default", "--dry-run=server", "-o", "jsonpath={.metadata.creationTimestamp}");
                if (DateTimeOffset.Parse(probe, System.Globalization.CultureInfo.InvariantCulture) > second)
                {
                    return;
                }
            }
        }
    }
}
