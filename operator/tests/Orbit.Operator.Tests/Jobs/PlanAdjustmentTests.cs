using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Operator.Jobs.Phases;
using Orbit.Operator.Tests.Support;

namespace Orbit.Operator.Tests.Jobs;

public sealed class PlanAdjustmentTests
{
    private static readonly DateTimeOffset Start = TestData.Start.AddHours(1);

    // Up in [0, 5) min with a transfer of a minute, computed to minute 15, down in [20, 25) min.
    private static readonly JobPlan Plan = TestObjects.Plan(Start);

    [Fact]
    public void IfTheTransfersLieInTheConfirmedContactThenOnlyTheContactChanges()
    {
        var adjusted = Adjust(Plan, "up", startShift: -30, endShift: 30, antenna: 1)!;

        adjusted.Should().Be(Plan with { Uplink = Plan.Uplink with { Start = Start.AddSeconds(-30), End = Start.AddSeconds(330), Antenna = 1 } });
    }

    [Fact]
    public void IfTheContactBeginsLaterThenTransferWorkAndResultFollow()
    {
        var plan = Plan with { Compute = new PlannedCompute { Start = Start.AddMinutes(1), End = Start.AddSeconds(1195) } };

        var adjusted = Adjust(plan, "up", startShift: 11)!;

        (adjusted.Uplink.TransferStart, adjusted.Uplink.TransferEnd).Should().Be((Start.AddSeconds(11), Start.AddSeconds(71)));
        (adjusted.Compute.Start, adjusted.Compute.End).Should().Be((Start.AddSeconds(71), Start.AddSeconds(1206)));
        adjusted.Downlink!.TransferStart.Should().Be(Start.AddSeconds(1207));
        adjusted.ExpectedCompletion.Should().Be(adjusted.Downlink.TransferEnd);
    }

    [Fact]
    public void IfTheContactEndsEarlierThenTheTransferIsMovedForwardAsFarAsItMust()
    {
        var plan = Plan with { Downlink = Plan.Downlink! with { TransferStart = Start.AddMinutes(24), TransferEnd = Start.AddMinutes(25) } };

        var adjusted = Adjust(plan, "down", endShift: -60)!;

        adjusted.Downlink!.TransferEnd.Should().Be(Start.AddMinutes(24).AddSeconds(-1), "a second is kept free after the last transfer");
        adjusted.Uplink.Should().Be(Plan.Uplink);
    }

    [Theory]
    [InlineData("up", 0, -250)]
    [InlineData("down", 0, -250)]
    [InlineData("down", -900, -700)]
    [InlineData("up", 1000, 1000)]
    public void IfTheTransfersDoNotFitThenThereIsNoPlan(string contact, int startShift, int endShift) =>
        Adjust(Plan, contact, startShift, endShift).Should().BeNull();

    [Fact]
    public void IfOneContactServesBothDirectionsThenBothFollow()
    {
        var both = Plan.Uplink with { End = Start.AddMinutes(20) };
        var plan = Plan with { Uplink = both, Downlink = both with { TransferStart = Start.AddMinutes(17), TransferEnd = Start.AddMinutes(18) } };

        var adjusted = PlanAdjustment.Of(plan, Booked(plan.Uplink) with { Start = Start.AddMinutes(-1), End = Start.AddMinutes(18) }, Start.AddHours(-1), _ => true)!;

        (adjusted.Uplink.Start, adjusted.Uplink.End).Should().Be((adjusted.Downlink!.Start, adjusted.Downlink.End));
        adjusted.Downlink.End.Should().Be(Start.AddMinutes(18));
    }

    [Fact]
    public void IfTheSatelliteIsNotInViewThenOrTheTransferWouldLieInThePastThenThereIsNoPlan()
    {
        PlanAdjustment.Of(Plan, Booked(Plan.Uplink) with { Start = Start.AddMinutes(1) }, Start, _ => false).Should().BeNull();
        PlanAdjustment.Of(Plan, Booked(Plan.Uplink) with { End = Start.AddMinutes(3) }, Start.AddMinutes(2.5), _ => true).Should().BeNull();
    }

    private static JobPlan? Adjust(JobPlan plan, string contact, int startShift = 0, int endShift = 0, int antenna = 0)
    {
        var planned = contact == "up" ? plan.Uplink : plan.Downlink!;
        var confirmed = Booked(planned) with { Start = planned.Start.AddSeconds(startShift), End = planned.End.AddSeconds(endShift), Antenna = antenna };
        return PlanAdjustment.Of(plan, confirmed, Start.AddHours(-1), _ => true);
    }

    private static BookedContact Booked(PlannedContact planned) => TestObjects.Contact(BookedContactState.Scheduled, planned.End) with
    {
        Name = planned.Contact,
        Start = planned.Start,
        Antenna = planned.Antenna,
    };
}
