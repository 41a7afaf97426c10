using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.ControlPlane.Tests.EndToEnd;

namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>The API server dies and comes back.</summary>
public sealed class ApiServerRestartTests(ControlPlaneFixture controlPlane) : RecoveryTest(controlPlane)
{
    [Fact]
    public async Task IfTheApiServerIsGoneForAWhileThenTheOperatorSaysSoAndGoesOnWhenItIsBack()
    {
        await using var world = await OrbitWorld.StartAsync(ControlPlane, Rate, operatorEnvironment: Steadfast());
        var lease = await LeaseAsync(world);
        await BookAsync(world, "under-way");

        world.ApiServerRestarted = true;
        await ControlPlane.KillApiServerAsync();
        await SaysAsync(world, "failed: Connection refused");
        var (status, body) = await world.OperatorHttpAsync("readyz");
        status.Should().Be(200, "it knows no less than any other replica would");
        body.Should().MatchRegex("(?m)^ok$").And.Contain("may be out of date");
        await ControlPlane.StartApiServerAsync();

        await world.SubmitAsync("afterwards");
        await AllSucceedAsync(world, "under-way", "afterwards");
        await SaysAsync(world, "again after");
        await UntilWellAsync(world);
        ShouldBeTheSameProcess(world, lease, await LeaseAsync(world));
    }

    private static async Task UntilWellAsync(OrbitWorld world)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        while ((await world.OperatorHttpAsync("readyz")).Body != "ok\n")
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }
    }
}
