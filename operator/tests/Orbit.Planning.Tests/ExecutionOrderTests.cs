using Orbit.Planning.Fleets;
using Orbit.Planning.Outcomes;
using Orbit.Planning.Requests;
using Orbit.Planning.Tests.Building;
using static Orbit.Planning.Tests.Building.FleetBuilder;
using static Orbit.Planning.Tests.Building.Requests;

namespace Orbit.Planning.Tests;

/// <summary>What is planned on board is what a satellite of either manner does.</summary>
public class ExecutionOrderTests
{
    [Fact]
    public void IfABundleWouldArriveAheadOfOthersAndMakeThemLateThenItGoesUpAfterThem()
    {
        // x sends up at 100 at once; what y sends up at 120 is planned to start at 120.
        var fleet = TwoUplinks(ExecutionOrder.InOrderOfArrival).Booked("y", "a", 118, 120).Computing("a", 120, 150);

        var plan = Place(fleet, Job());

        plan.Uplink!.Station.Should().Be("y", "from x it would run from 102 to 132");
        plan.Uplink.Transfer.Should().Be(Span(148, 150));
        plan.Compute.Should().Be(Span(150, 180));
    }

    [Fact]
    public void IfTheSatelliteWorksAsPlannedThenABundleMayArriveAheadOfOthersAndWaits()
    {
        var fleet = TwoUplinks(ExecutionOrder.AsPlanned).Booked("y", "a", 118, 120).Computing("a", 120, 150);

        var plan = Place(fleet, Job());

        plan.Uplink!.Transfer.Should().Be(Span(100, 102));
        plan.Compute.Should().Be(Span(150, 180));
    }

    [Fact]
    public void IfItIsDoneBeforeTheOthersStartThenItMayArriveAheadOfThem()
    {
        var fleet = TwoUplinks(ExecutionOrder.InOrderOfArrival).Booked("y", "a", 118, 120).Computing("a", 132, 162, arrival: 120);

        Place(fleet, Job()).Compute.Should().Be(Span(102, 132));
    }

    [Fact]
    public void IfOneOfTwoAcceleratorsIsLeftForThoseThatArriveLaterThenItMayGoAheadOfThem()
    {
        var fleet = TwoUplinks(ExecutionOrder.InOrderOfArrival, accelerators: 2).Booked("y", "a", 118, 120).Computing("a", 120, 150);

        Place(fleet, Job()).Compute.Should().Be(Span(102, 132));
    }

    [Fact]
    public void IfBothOfTwoAcceleratorsAreNeededByThoseThatArriveLaterThenItGoesUpAfterThem()
    {
        var fleet = TwoUplinks(ExecutionOrder.InOrderOfArrival, accelerators: 2)
            .Booked("y", "a", 118, 121).Computing("a", 120, 150).Computing("a", 121, 151);

        Place(fleet, Job()).Compute.Should().Be(Span(150, 180));
    }

    [Fact]
    public void IfAnUplinkWasLateThenEverythingBehindItIsExpectedLater()
    {
        var satellite = new Satellite { Name = "a", NoradId = 1, Thermal = new ThermalLimits(null, TimeSpan.FromSeconds(10)) };
        ComputeReservation[] reservations =
        [
            new("a", "first", Span(100, 130), At(108)),
            new("a", "second", Span(140, 170), At(120)),
            new("a", "third", Span(300, 330), At(200)),
        ];

        ComputeForecast.Of(satellite, reservations).Should().Equal(Span(108, 138), Span(148, 178), Span(300, 330));
        ComputeForecast.Of(satellite with { ExecutionOrder = ExecutionOrder.AsPlanned }, reservations)
            .Should().Equal(Span(108, 138), Span(148, 178), Span(300, 330));
    }

    [Fact]
    public void IfWorkIsLateThenOnlyASatelliteThatWorksAsPlannedTakesTheNextFirst()
    {
        var satellite = new Satellite { Name = "a", NoradId = 1 };
        ComputeReservation[] reservations = [new("a", "late", Span(100, 130), At(180)), new("a", "next", Span(140, 170), At(90))];

        ComputeForecast.Of(satellite with { ExecutionOrder = ExecutionOrder.AsPlanned }, reservations).Should().Equal(Span(180, 210), Span(140, 170));
        ComputeForecast.Of(satellite, [reservations[0] with { Arrival = At(180) }, reservations[1] with { Arrival = At(190) }])
            .Should().Equal(Span(180, 210), Span(210, 240));
    }

    [Theory]
    [InlineData(ExecutionOrder.InOrderOfArrival)]
    [InlineData(ExecutionOrder.AsPlanned)]
    public void IfWorkOnBoardIsLateThenItsDownlinkIsBookedForWhenItIsDone(ExecutionOrder order)
    {
        var fleet = TwoUplinks(order)
            .Computing("a", 50, 90, arrival: 80, job: "default/ahead")
            .Computing("a", 90, 120, arrival: 85, job: "default/question");

        var plan = (Plan)Planner.Plan(fleet.Build(), [Downlink("a", ready: 120)]).Outcomes.Single();

        plan.Downlink.Transfer.Should().Be(Span(150, 153), "the work ahead ran from 80 to 120 and its own runs until 150");
    }

    [Fact]
    public void IfAJobOfLowerPriorityIsAheadInTheQueueThenItGivesWayThoughItsOwnTimeIsLater()
    {
        // Behind work that nobody can give up, the lower one waits for an accelerator until 300, and who comes after it too.
        var fleet = new FleetBuilder().Satellite("a").Station("x").Pass("a", "x", 100, 290)
            .Computing("a", 0, 150, job: "default/older")
            .Computing("a", 300, 330, arrival: 60, job: "default/low")
            .Build();
        var request = Job() with { Priority = 10, Deadline = At(280) };

        var victims = Preemption.Victims(
            fleet, request, [new PlacedJob("low", 0, At(0), [], new ComputeReservation("a", "default/low", Span(300, 330), At(60)))]);

        victims.Select(v => v.Key).Should().Equal("low");
    }

    private static FleetBuilder TwoUplinks(ExecutionOrder order, int accelerators = 1) => new FleetBuilder()
        .Satellite("a", s => s with { ExecutionOrder = order, Accelerators = accelerators })
        .Station("x").Station("y").Pass("a", "x", 100, 105).Pass("a", "y", 110, 700);

    private static Plan Place(FleetBuilder fleet, JobRequest job) =>
        Planner.Plan(fleet.Build(), [job]).Outcomes.Single().Should().BeOfType<Plan>().Subject;
}
