using Orbit.Planning.Fleets;
using Orbit.Planning.Requests;
using Orbit.Planning.Tests.Building;
using static Orbit.Planning.Tests.Building.FleetBuilder;
using static Orbit.Planning.Tests.Building.Requests;

namespace Orbit.Planning.Tests;

public class PlanReasonTests
{
    [Fact]
    public void IfASatelliteIsEarliestThenTheReasonNamesItsTimesAndTheNextBest() =>
        ReasonOf(Two(bStart: 293), Job()).Should().Be(
            "earliest completion of 2 satellites: uplink at x 00:04:12Z, 30 s of compute, downlink in the same pass; next best b 41 s later");

    [Fact]
    public void IfTheNextBestIsEquallyEarlyThenTheReasonSaysSo() =>
        ReasonOf(Two(bStart: 252), Job()).Should().EndWith("; next best b at the same instant");

    [Fact]
    public void IfNoOtherSatelliteCanThenTheReasonSaysSo() =>
        ReasonOf(Two(bStart: 293), Job() with { Deadline = At(300) }).Should().EndWith("; no other can do it before the deadline");

    [Fact]
    public void IfNoOtherSatelliteIsFitThenTheReasonSaysSo() =>
        ReasonOf(Two(bStart: 293), Job() with { SatelliteSelector = Named("b") }).Should().Be(
            "the only one of 2 satellites fit for it: uplink at x 00:04:53Z, 30 s of compute, downlink in the same pass");

    [Fact]
    public void IfTheDownlinkIsElsewhereAndTomorrowThenTheReasonNamesPlaceAndDate()
    {
        var fleet = new FleetBuilder().Now(86000).Satellite("a").Station("x").Station("y")
            .Pass("a", "x", 86390, 86395).Pass("a", "y", 86500, 86600);

        ReasonOf(fleet, Job() with { Work = Work.Lasting(TimeSpan.FromSeconds(4.25)) }).Should().Be(
            "earliest completion of 1 satellite: uplink at x 23:59:50Z, 4.3 s of compute, downlink at y 2026-08-23 00:01:40Z");
    }

    [Fact]
    public void IfCostCountsThenTheReasonStatesBothCosts()
    {
        var fleet = new FleetBuilder().Satellite("a").Satellite("b")
            .Station("x", s => s with { Price = new Price(14.2m, 0) }).Station("y", s => s with { Price = new Price(15, 0) })
            .Pass("a", "x", 100, 700).Pass("b", "y", 100, 700);

        ReasonOf(fleet, Job() with { Objective = Objective.LowestCost }).Should().Be(
            "lowest cost of 2 satellites, 14.20 USD: uplink at x 00:01:40Z, 30 s of compute, downlink in the same pass; next best b, 15.00 USD");
    }

    [Fact]
    public void IfEnergyCountsThenTheReasonStatesBothEnergies()
    {
        var fleet = new FleetBuilder()
            .Satellite("a", s => s with { Power = new PowerBudget(120, 100) }).Satellite("b", s => s with { Power = new PowerBudget(240, 100) })
            .Satellite("c")
            .Station("x")
            .Pass("a", "x", 100, 700).Pass("b", "x", 100, 700).Pass("c", "x", 100, 700);
        var job = Job() with { Objective = Objective.LowestEnergy };

        ReasonOf(fleet, job).Should().StartWith("lowest energy of 3 satellites, 1 Wh: ").And.EndWith("; next best b, 2 Wh");
        ReasonOf(fleet, job with { AvoidedSatellites = ["b"] }).Should().EndWith("; next best c, which states no power");
    }

    private static FleetBuilder Two(int bStart) => new FleetBuilder().Satellite("a").Satellite("b").Station("x")
        .Pass("a", "x", 252, 700).Pass("b", "x", bStart, 900);

    private static string ReasonOf(FleetBuilder fleet, JobRequest job) =>
        Planner.Plan(fleet.Build(), [job]).Plans.Single().Reason;
}
