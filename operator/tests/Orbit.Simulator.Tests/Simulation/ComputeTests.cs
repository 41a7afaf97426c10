using Orbit.Gateway.Contract;
using Orbit.Simulator.Log;
using Orbit.Simulator.Tests.Support;

namespace Orbit.Simulator.Tests.Simulation;

public class ComputeTests
{
    [Fact]
    public async Task IfTwoJobsShareAnAcceleratorThenTheSecondWaitsForTheFirst()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BookAsync("c", 100, 200);
        await simulator.Gateway.StageUplinkAsync("c", SimulatorUnderTest.Bundle("a"));
        await simulator.Gateway.StageUplinkAsync("c", SimulatorUnderTest.Bundle("b"));

        simulator.GoTo(110);
        (await simulator.AttemptAsync("a")).Phase.Should().Be(AttemptPhase.Running);
        (await simulator.AttemptAsync("b")).Phase.Should().Be(AttemptPhase.Queued);

        simulator.GoTo(199);
        var (a, b) = (await simulator.AttemptAsync("a"), await simulator.AttemptAsync("b"));
        (a.StartedAt, a.FinishedAt).Should().Be((SimulatorUnderTest.At(101), SimulatorUnderTest.At(131)));
        (b.ReceivedAt, b.StartedAt, b.FinishedAt).Should().Be((SimulatorUnderTest.At(102), SimulatorUnderTest.At(131), SimulatorUnderTest.At(161)));
    }

    [Fact]
    public async Task IfThereAreTwoAcceleratorsThenTwoJobsRunAtOnceAndTheThirdTakesTheFirstFree()
    {
        await using var simulator = await SimulatorUnderTest.StartUnderOpenSkyAsync(
            new ConstellationBuilder().Satellite(63982, accelerators: 2).Station("north"));
        await simulator.BookAsync("c", 100, 200);
        foreach (var (id, seconds) in new[] { ("a", 40), ("b", 10), ("c", 20) })
        {
            var bundle = SimulatorUnderTest.Bundle(id) with { Work = new BundleWork { Duration = TimeSpan.FromSeconds(seconds) } };
            await simulator.Gateway.StageUplinkAsync("c", bundle);
        }

        simulator.GoTo(199);

        (await simulator.LogAsync()).Runs.Select(run => (run.AttemptId, run.Accelerator, run.Start, run.End, run.Outcome)).Should().Equal(
            ("a", 0, SimulatorUnderTest.At(101), SimulatorUnderTest.At(141), RunOutcome.Completed),
            ("b", 1, SimulatorUnderTest.At(102), SimulatorUnderTest.At(112), RunOutcome.Completed),
            ("c", 1, SimulatorUnderTest.At(112), SimulatorUnderTest.At(132), RunOutcome.Completed));
    }

    [Fact]
    public async Task IfTheSatelliteHasToCoolDownThenItsAcceleratorRestsAfterEachRun()
    {
        await using var simulator = await SimulatorUnderTest.StartUnderOpenSkyAsync(
            new ConstellationBuilder().Satellite(63982, coolDown: "20s").Station("north"));
        await simulator.BookAsync("c", 100, 200);
        await simulator.Gateway.StageUplinkAsync("c", SimulatorUnderTest.Bundle("a"));
        await simulator.Gateway.StageUplinkAsync("c", SimulatorUnderTest.Bundle("b") with { Model = "llama" });
        await simulator.Gateway.StageUplinkAsync("c", SimulatorUnderTest.Bundle("c"));

        simulator.GoTo(140);
        (await simulator.AttemptAsync("c")).Phase.Should().Be(AttemptPhase.Queued);

        simulator.GoTo(199);
        (await simulator.LogAsync()).Runs.Select(run => (run.AttemptId, run.Start, run.End)).Should().Equal(
            ("a", SimulatorUnderTest.At(101), SimulatorUnderTest.At(131)),
            ("c", SimulatorUnderTest.At(151), SimulatorUnderTest.At(181)));
    }

    [Fact]
    public async Task IfTheSatelliteWorksAsPlannedThenNothingStartsBeforeItsPlanAndTheEarlierPlanGoesFirst()
    {
        await using var simulator = await SimulatorUnderTest.StartUnderOpenSkyAsync(
            new ConstellationBuilder().Satellite(63982, executionOrder: "AsPlanned").Station("north"));
        await simulator.BookAsync("c", 100, 300);
        foreach (var (id, planned) in new[] { ("late", 170.0), ("first", 120), ("second", 130) })
        {
            await simulator.Gateway.StageUplinkAsync("c", SimulatorUnderTest.Bundle(id) with { PlannedStart = SimulatorUnderTest.At(planned) });
        }

        await simulator.Gateway.StageUplinkAsync("c", SimulatorUnderTest.Bundle("unplanned"));

        simulator.GoTo(299);

        (await simulator.LogAsync()).Runs.Select(run => (run.AttemptId, run.Start)).Should().Equal(
            ("unplanned", SimulatorUnderTest.At(104)),
            ("first", SimulatorUnderTest.At(134)),
            ("second", SimulatorUnderTest.At(164)),
            ("late", SimulatorUnderTest.At(194)));
    }

    [Fact]
    public async Task IfTheSatelliteWorksInOrderOfArrivalThenThePlannedStartDoesNotMatter()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BookAsync("c", 100, 200);
        await simulator.Gateway.StageUplinkAsync("c", SimulatorUnderTest.Bundle("a") with { PlannedStart = SimulatorUnderTest.At(190) });
        await simulator.Gateway.StageUplinkAsync("c", SimulatorUnderTest.Bundle("b") with { PlannedStart = SimulatorUnderTest.At(120) });

        simulator.GoTo(199);

        (await simulator.LogAsync()).Runs.Select(run => (run.AttemptId, run.Start)).Should().Equal(
            ("a", SimulatorUnderTest.At(101)), ("b", SimulatorUnderTest.At(131)));
    }

    [Theory]
    [InlineData(500L, null, 25)]
    [InlineData(null, 4200.0, 42)]
    [InlineData(0L, null, 0)]
    public async Task IfWorkIsInTokensOrOperationsThenTheSatellitesSpeedGivesTheTime(long? tokens, double? teraOperations, double seconds)
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BookAsync("c", 100, 200);
        var work = new BundleWork { Tokens = tokens, TeraOperations = teraOperations };
        await simulator.Gateway.StageUplinkAsync("c", SimulatorUnderTest.Bundle("a") with { Work = work });

        simulator.GoTo(199);

        (await simulator.AttemptAsync("a")).FinishedAt.Should().Be(SimulatorUnderTest.At(101 + seconds));
    }

    [Theory]
    [InlineData("llama", 10L, "scs-63982 has no model llama on board.")]
    [InlineData("silent", 10L, "scs-63982 states no speed in tokens of model silent.")]
    public async Task IfTheSatelliteCannotRunItThenTheAttemptFailsWithTheReason(string model, long tokens, string reason)
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BookAsync("c", 100, 200);
        var bundle = SimulatorUnderTest.Bundle("a") with { Model = model, Work = new BundleWork { Tokens = tokens } };
        await simulator.Gateway.StageUplinkAsync("c", bundle);
        await simulator.Gateway.RequestDownlinkAsync("c", "a");

        simulator.GoTo(199);

        var attempt = await simulator.AttemptAsync("a");
        (attempt.Phase, attempt.Reason, attempt.FinishedAt).Should().Be((AttemptPhase.Failed, reason, SimulatorUnderTest.At(101)));
        var downlink = (await simulator.ContactAsync("c")).Downlinks.Single();
        (downlink.State, downlink.Reason).Should().Be((DownlinkState.Failed, $"The attempt failed on board: {reason}"));
    }

    [Fact]
    public async Task IfTheResultIsLargerThanAllowedThenTheAttemptFails()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BookAsync("c", 100, 200);
        await simulator.Gateway.StageUplinkAsync("c", SimulatorUnderTest.Bundle("a") with { MaximumResultBytes = 10 });

        simulator.GoTo(199);

        var attempt = await simulator.AttemptAsync("a");
        attempt.Phase.Should().Be(AttemptPhase.Failed);
        attempt.Reason.Should().Match("The result has * bytes, more than the 10 allowed.");
        attempt.Cause.Should().Be(AttemptFailureCause.ResultTooLarge);
    }

    [Fact]
    public async Task IfAnAttemptFailedADayAgoThenTheReportHasItNoLonger()
    {
        await using var simulator = await SimulatorUnderTest.StartSmallAsync();
        await simulator.BookAsync("c", 100, 200);
        await simulator.BookAsync("later", 86_400, 86_600);
        await simulator.Gateway.StageUplinkAsync("c", SimulatorUnderTest.Bundle("a") with { Model = "llama" });

        simulator.GoTo(86_500);
        (await simulator.Gateway.GetReportAsync(63982))!.Attempts.Should().ContainSingle();
        simulator.GoTo(86_501);
        (await simulator.Gateway.GetReportAsync(63982))!.Attempts.Should().BeEmpty();
    }
}
