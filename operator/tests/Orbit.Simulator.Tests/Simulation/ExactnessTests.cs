using Orbit.Gateway.Contract;
using Orbit.Simulator.Faults;
using Orbit.Simulator.Tests.Support;

namespace Orbit.Simulator.Tests.Simulation;

public class ExactnessTests
{
    [Fact]
    public async Task IfTheWorldIsLookedAtOftenThenItIsTheSameAsWhenLookedAtOnce()
    {
        await using var watched = await ScenarioAsync();
        await using var alone = await ScenarioAsync();

        for (var second = 0.0; second < 700; second += 1.37)
        {
            watched.GoTo(second);
            await watched.ContactAsync("first");
            await watched.Gateway.GetReportAsync(63982);
        }

        watched.GoTo(700);
        alone.GoTo(700);

        (await watched.LogTextAsync()).Should().Be(await alone.LogTextAsync());
        (await watched.Gateway.ListContactsAsync()).Should().BeEquivalentTo(await alone.Gateway.ListContactsAsync());
        (await watched.Gateway.GetReportAsync(63982)).Should().BeEquivalentTo(await alone.Gateway.GetReportAsync(63982));
        (await alone.LogAsync()).Runs.Should().HaveCount(6);
    }

    // Transfers at odd rates that rest, slow down and queue, an upset, and a death of a few seconds.
    private static async Task<SimulatorUnderTest> ScenarioAsync()
    {
        var simulator = await SimulatorUnderTest.StartUnderOpenSkyAsync(
            new ConstellationBuilder()
                .Satellite(63982, accelerators: 2, bands: "[{name: X, uplinkBitsPerSecond: 777777, downlinkBitsPerSecond: 333}]")
                .Station("north")
                .Station("south"));
        await simulator.BookAsync("first", 100.1234567, 250);
        await simulator.BookAsync("second", 300, 600, station: "south");
        for (var i = 0; i < 4; i++)
        {
            var bundle = SimulatorUnderTest.Bundle($"a{i}") with { SizeBytes = 654_321 + i, Work = new BundleWork { Tokens = 1234 } };
            await simulator.Gateway.StageUplinkAsync("first", bundle);
            await simulator.Gateway.RequestDownlinkAsync("first", $"a{i}");
            await simulator.Gateway.RequestDownlinkAsync("second", $"a{i}");
        }

        await simulator.BreakAsync(new FaultRequest
        {
            Kind = FaultKind.SlowLink,
            NoradId = 63982,
            Factor = 0.37m,
            From = SimulatorUnderTest.At(103.3),
            To = SimulatorUnderTest.At(111.1),
        });
        await simulator.BreakAsync(new FaultRequest
        {
            Kind = FaultKind.LostContact,
            Contact = "first",
            From = SimulatorUnderTest.At(113.1),
            To = SimulatorUnderTest.At(117.9),
        });
        await simulator.BreakAsync(new FaultRequest { Kind = FaultKind.Upset, AttemptId = "a1", Restart = true });
        await simulator.BreakAsync(new FaultRequest
        {
            Kind = FaultKind.SatelliteDead,
            NoradId = 63982,
            From = SimulatorUnderTest.At(240),
            To = SimulatorUnderTest.At(243.21),
        });
        return simulator;
    }
}
