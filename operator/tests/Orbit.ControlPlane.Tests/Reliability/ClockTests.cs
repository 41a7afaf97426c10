using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.ControlPlane.Tests.EndToEnd;

namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>The time of day jumps by an hour. The processes see a clock of the test's own by libfaketime; their monotonic clocks stay.</summary>
public sealed class ClockTests(ControlPlaneFixture controlPlane) : RecoveryTest(controlPlane)
{
    [Fact]
    public async Task IfTheClockJumpsByAnHourBackAndForthThenTheLeaseStaysAndJobsComplete()
    {
        var library = (await CommandLine.RunAsync([Path.Combine(Repository.Root, "e2e", "control-plane", "cluster.sh"), "faketime"])).Trim();
        await SetAsync("operator", 0);
        await SetAsync("simulator", 0);
        await using var world = await OrbitWorld.StartAsync(
            ControlPlane, Rate, operatorEnvironment: WithClock("operator", library), simulatorEnvironment: WithClock("simulator", library));
        var lease = await LeaseAsync(world);
        await BookAsync(world, "before");

        // The operator's clock is wrong for a while: an hour behind the satellites'.
        await SetAsync("operator", -3600);
        await SaysAsync(world, "The clock of this machine jumped backwards by ");
        await world.SubmitAsync("meanwhile");
        ShouldBeTheSameProcess(world, lease, await LeaseAsync(world));
        await SetAsync("operator", 0);
        await SaysAsync(world, "The clock of this machine jumped forwards by ");
        await AllSucceedAsync(world, "before", "meanwhile");

        // All clocks are set forwards by an hour: what was booked in that hour is past.
        await BookAsync(world, "booked");
        await SetAsync("operator", 3600);
        await SetAsync("simulator", 3600);
        await world.SubmitAsync("afterwards");
        await AllSucceedAsync(world, "booked", "afterwards");
        ShouldBeTheSameProcess(world, lease, await LeaseAsync(world));
    }

    private Task SetAsync(string clock, int seconds) => ReplaceAsync(clock, seconds < 0 ? $"{seconds}" : $"+{seconds}");

    private Dictionary<string, string> WithClock(string clock, string library) => new(StringComparer.Ordinal)
    {
        ["LD_PRELOAD"] = library,
        ["FAKETIME_TIMESTAMP_FILE"] = Path.Combine(Folder, clock),
        ["FAKETIME_NO_CACHE"] = "1",
        ["ORBIT_LEASE_DURATION"] = "15s",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
    };
}
