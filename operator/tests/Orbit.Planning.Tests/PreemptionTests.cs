using Orbit.Planning.Fleets;
using Orbit.Planning.Outcomes;
using Orbit.Planning.Tests.Building;
using Orbit.Visibility.Intervals;
using static Orbit.Planning.Tests.Building.FleetBuilder;
using static Orbit.Planning.Tests.Building.Requests;

namespace Orbit.Planning.Tests;

public class PreemptionTests
{
    // A job takes 35 s here. Satellite a sees station x once; each contact below is the whole of a pass.
    private static readonly Interval Nothing = Span(0, 0);

    [Fact]
    public void IfTheOnlyPassIsHeldByALowerPriorityThenItsJobGivesWay()
    {
        var fleet = OnePass().Booked("x", "a", 100, 140);

        Victims(fleet, priority: 10, Placed("low", 0, "booked-0")).Should().Equal("low");
    }

    [Fact]
    public void IfTheOnlyPassIsHeldByAnEqualOrHigherPriorityThenNobodyGivesWay()
    {
        var fleet = OnePass().Booked("x", "a", 100, 140);

        Victims(fleet, priority: 10, Placed("equal", 10, "booked-0")).Should().BeEmpty();
        Victims(fleet, priority: 10, Placed("higher", 11, "booked-0")).Should().BeEmpty();
    }

    [Fact]
    public void IfGivingUpLowerPrioritiesDoesNotHelpThenNobodyGivesWay()
    {
        var fleet = OnePass().Booked("x", "a", 100, 140);

        Victims(fleet, priority: 10, deadline: 120, Placed("low", 0, "booked-0")).Should().BeEmpty("35 s don't fit between the rise and the deadline");
    }

    [Fact]
    public void IfAJobIsNotInTheWayThenItStays()
    {
        var fleet = OnePass().Satellite("b").Station("y").Pass("b", "y", 100, 110).Booked("x", "a", 100, 140).Booked("y", "b", 100, 110);

        Victims(fleet, priority: 10, Placed("here", 0, "booked-0"), Placed("elsewhere", 0, "booked-1")).Should().Equal("here");
    }

    [Fact]
    public void IfALowerAndAHigherPriorityCouldGiveWayThenTheLowerOneDoesThoughThePlanIsLater()
    {
        var fleet = OnePass().Pass("a", "x", 500, 540).Booked("x", "a", 100, 140).Booked("x", "a", 500, 540);

        Victims(fleet, priority: 10, Placed("middle", 5, "booked-0"), Placed("low", 0, "booked-1")).Should().Equal("low");
    }

    [Fact]
    public void IfTwoOfOnePriorityAreInTheWayAndOneIsEnoughThenTheYoungerGoes()
    {
        // Two accelerators, both taken while the pass lasts: either will do.
        var fleet = new FleetBuilder().Satellite("a", s => s with { Accelerators = 2 }).Station("x").Pass("a", "x", 100, 140)
            .Computing("a", 50, 150, job: "default/older").Computing("a", 50, 151, job: "default/younger");

        Victims(
            fleet,
            priority: 10,
            Placed("older", 0, Span(50, 150), submitted: 1),
            Placed("younger", 0, Span(50, 151), submitted: 2)).Should().Equal("younger");
    }

    [Fact]
    public void IfOneJobAloneWouldNotMakeRoomThenAllInTheWayGo()
    {
        var fleet = OnePass().Booked("x", "a", 100, 120).Booked("x", "a", 120, 140);

        Victims(fleet, priority: 10, Placed("first", 0, "booked-0", submitted: 1), Placed("second", 0, "booked-1", submitted: 2))
            .Should().Equal("second", "first");
    }

    [Fact]
    public void IfOnlyTheTurnaroundIsMissingThenTheNeighbourGivesWay()
    {
        var fleet = new FleetBuilder().Satellite("a").Satellite("b").Station("x", s => s with { Turnaround = TimeSpan.FromSeconds(60) })
            .Pass("a", "x", 100, 140).Pass("b", "x", 180, 200).Booked("x", "b", 180, 200);

        Victims(fleet, priority: 10, Placed("low", 0, "booked-0")).Should().Equal("low");
    }

    [Fact]
    public void IfTheCoolDownOfAnotherJobIsInTheWayThenThatJobGivesWay()
    {
        var fleet = new FleetBuilder()
            .Satellite("a", s => s with { Thermal = new ThermalLimits(null, TimeSpan.FromSeconds(60)) }).Station("x").Pass("a", "x", 100, 140)
            .Computing("a", 60, 90, job: "default/low");

        Victims(fleet, priority: 10, Placed("low", 0, Span(60, 90))).Should().Equal("low");
    }

    [Fact]
    public void IfARequestIsStoppedByWhatOthersHoldThenItSaysThatItMayBe()
    {
        Unplaced(OnePass().Booked("x", "a", 100, 140)).MayBeContended.Should().BeTrue();
        Unplaced(OnePass().Computing("a", 90, 200)).MayBeContended.Should().BeTrue();
    }

    [Fact]
    public void IfARequestWouldHaveNoPlanInAnEmptyFleetEitherThenItSaysSo()
    {
        Unplaced(new FleetBuilder().Satellite("a").Station("x")).MayBeContended.Should().BeFalse("there is no pass");
        Unplaced(new FleetBuilder().Satellite("a", s => s with { NotSchedulable = "cordoned" }).Station("x").Pass("a", "x", 100, 140))
            .MayBeContended.Should().BeFalse("nothing may run there");
    }

    private static FleetBuilder OnePass() => new FleetBuilder().Satellite("a").Station("x").Pass("a", "x", 100, 140);

    private static Unplaced Unplaced(FleetBuilder fleet) => (Unplaced)Planner.Plan(fleet.Build(), [Job()]).Outcomes[0];

    private static IEnumerable<string> Victims(FleetBuilder fleet, int priority, params PlacedJob[] placed) => Victims(fleet, priority, deadline: 3600, placed);

    private static IEnumerable<string> Victims(FleetBuilder builder, int priority, int deadline, params PlacedJob[] placed)
    {
        var fleet = builder.Build();
        var request = Job() with { Priority = priority, Deadline = At(deadline) };
        Planner.Plan(fleet, [request]).Outcomes[0].Should().BeOfType<Unplaced>("otherwise nobody need give way");
        return Preemption.Victims(fleet, request, placed).Select(v => v.Key);
    }

    private static PlacedJob Placed(string key, int priority, string contact, int submitted = 0) =>
        new(key, priority, At(submitted), [contact], new ComputeReservation("a", key, Nothing, At(0)));

    private static PlacedJob Placed(string key, int priority, Interval compute, int submitted = 0, int? arrival = null) =>
        new(key, priority, At(submitted), [], new ComputeReservation("a", $"default/{key}", compute, arrival is { } a ? At(a) : compute.Start));
}
