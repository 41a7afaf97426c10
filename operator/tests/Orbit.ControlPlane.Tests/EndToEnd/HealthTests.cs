using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>What the operator tells a kubelet and a Prometheus.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class HealthTests(ControlPlaneFixture controlPlane)
{
    [Fact]
    public async Task IfTheOperatorWorksThenItsEndpointsSaySo()
    {
        await using var world = await OrbitWorld.StartAsync(controlPlane, rate: 60, await SmallWorlds.OneSatelliteAndOneStationAsync());
        await world.SubmitAsync("measured");
        await world.JobInAsync("measured", JobPhase.Scheduled);

        (await world.OperatorHttpAsync("healthz")).Status.Should().Be(200);
        (await world.OperatorHttpAsync("livez")).Status.Should().Be(200);
        (await world.OperatorHttpAsync("readyz")).Status.Should().Be(200);
        var (status, metrics) = await world.OperatorHttpAsync("metrics");
        status.Should().Be(200);
        metrics.Should().Contain("workqueue_depth").And.Contain("controller_runtime_reconcile_total").And.Contain("rest_client_requests_total").And.Contain("orbit_jobs");
    }
}
