using k8s.Models;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Operator.Snapshots;
using Orbit.Operator.Tests.Support;
using Orbit.Planning.Fleets;
using Orbit.Visibility.Intervals;

namespace Orbit.Operator.Tests.Snapshots;

public sealed class FleetSnapshotTests
{
    private static readonly DateTimeOffset Now = TestData.Start.AddHours(1);

    [Fact]
    public void IfASatelliteIsGoodThenItIsPlannedOnWithWhatItDeclares()
    {
        var satellite = TestObjects.Satellite().With(s => s with
        {
            Compute = new ComputePayload { Accelerators = 2, Tops = 744, Models = [new() { Name = "qwen3-8b", TokensPerSecond = 40 }] },
        });

        var planned = Build([satellite]).Satellites.Should().ContainSingle().Subject;

        planned.NotSchedulable.Should().BeNull();
        planned.Should().BeEquivalentTo(new { Name = "scs-01-a", NoradId = 63982, Accelerators = 2, TeraOperationsPerSecond = 744.0 });
        planned.Models.Should().Equal(new Dictionary<string, double?> { ["qwen3-8b"] = 40 });
        planned.Bands.Should().Equal(new Planning.Fleets.RadioBand("S", 2e6, 10e6));
    }

    [Fact]
    public void IfASatelliteTakesNoNewWorkThenItStaysInTheFleetAndSaysWhy()
    {
        var good = TestObjects.Satellite();
        var lost = new[] { "svalbard", "troll" }.Select(name => TestObjects.Station(name).Holding(
            [.. Enumerable.Range(1, 2).Select(h => TestObjects.Contact(BookedContactState.Failed, Now.AddHours(-h)))]));

        Why(good.With(s => s with { Unschedulable = true })).Should().Be("cordoned");
        Why(good.With(s => s with { Role = SatelliteRole.Training })).Should().Be("not for inference");
        Why(good.With(s => s with { NoradId = 1 })).Should().Be("invalid elements");
        Why(good.With(s => s with { Orbit = s.Orbit with { MaxElementAge = TimeSpan.FromHours(1) } })).Should().Be("stale elements");
        Build([good], [.. lost]).Satellites[0].NotSchedulable.Should().Be("contacts missed");

        static string? Why(SatelliteNode satellite) => Build([satellite]).Satellites[0].NotSchedulable;
    }

    [Fact]
    public void IfTheSatellitesNodeIsMarkedThenThePlannerKnowsIt()
    {
        var node = new V1Node { Metadata = new V1ObjectMeta { Name = "scs-01-a" }, Spec = new V1NodeSpec { Unschedulable = true } };

        Build([TestObjects.Satellite()], node: name => name == "scs-01-a" ? node : null).Satellites[0].Taints.Should().Equal(Taint.Cordon);
        Build([TestObjects.Satellite()]).Satellites[0].Taints.Should().BeEmpty();
    }

    [Fact]
    public void IfASatelliteOrAStationIsBeingDeletedThenItIsLeftOut()
    {
        var fleet = Build(
            [TestObjects.Satellite() with { Metadata = new V1ObjectMeta { Name = "scs-01-a", DeletionTimestamp = Now.UtcDateTime } }],
            [TestObjects.Station("svalbard") with { Metadata = new V1ObjectMeta { Name = "svalbard", DeletionTimestamp = Now.UtcDateTime } }]);

        fleet.Satellites.Should().BeEmpty();
        fleet.Stations.Should().BeEmpty();
    }

    [Fact]
    public void IfAStationIsBadThenItCannotBeBooked()
    {
        var fleet = Build([], [TestObjects.Station("good"), TestObjects.Station("bad", latitude: 95)]);

        fleet.Stations.Should().SatisfyRespectively(s => s.Available.Should().BeTrue(), s => s.Available.Should().BeFalse());
    }

    [Fact]
    public void IfObjectsStandForTheSameThenOnlyTheFirstIsPlannedOnAndHoldsWhatIsBookedUnderTheOthersNames()
    {
        var first = TestObjects.Station("svalbard") with { Metadata = new V1ObjectMeta { Name = "svalbard", CreationTimestamp = Now.UtcDateTime } };
        var later = first.With(s => s with { Gateway = s.Gateway with { Station = "svalbard" } }) with { Metadata = new V1ObjectMeta { Name = "again", CreationTimestamp = Now.AddSeconds(1).UtcDateTime } };
        later = later.Holding(TestObjects.Contact(BookedContactState.Scheduled, Now.AddHours(1), "twin"));
        var satellite = TestObjects.Satellite() with { Metadata = new V1ObjectMeta { Name = "scs-01-a", CreationTimestamp = Now.UtcDateTime } };
        var twin = satellite with { Metadata = new V1ObjectMeta { Name = "twin", CreationTimestamp = Now.AddSeconds(1).UtcDateTime } };

        var fleet = Build([twin, satellite], [later, first]);

        fleet.Satellites.Should().SatisfyRespectively(s => s.NotSchedulable.Should().Be("duplicate catalogue number"), s => s.NotSchedulable.Should().BeNull());
        fleet.Stations.Should().SatisfyRespectively(s => s.Available.Should().BeFalse(), s => s.Available.Should().BeTrue());
        fleet.Bookings.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Station = "svalbard", Satellite = "scs-01-a" });
    }

    [Fact]
    public void IfAContactWasCancelledOrIsOverThenItsAntennaIsFree()
    {
        BookedContact[] gone =
        [
            TestObjects.Contact(BookedContactState.Cancelled, Now.AddHours(1)),
            TestObjects.Contact(BookedContactState.ProviderCancelled, Now.AddHours(2)),
            TestObjects.Contact(BookedContactState.Completed, Now.AddSeconds(-60)),
        ];
        var running = TestObjects.Contact(BookedContactState.Pass, Now.AddMinutes(2));
        var turning = TestObjects.Contact(BookedContactState.PostPass, Now.AddSeconds(-59));

        var fleet = Build([], [TestObjects.Station("svalbard").Holding([.. gone, running, turning])]);

        fleet.Bookings.Should().Equal(
            new Booking(running.Name, "svalbard", 0, "scs-01-a", new Interval(running.Start, running.End)),
            new Booking(turning.Name, "svalbard", 0, "scs-01-a", new Interval(turning.Start, turning.End)));
    }

    [Theory]
    [InlineData(JobPhase.Pending, false)]
    [InlineData(JobPhase.Scheduled, true)]
    [InlineData(JobPhase.Uplinking, true)]
    [InlineData(JobPhase.Computing, true)]
    [InlineData(JobPhase.Downlinking, true)]
    [InlineData(JobPhase.Succeeded, false)]
    [InlineData(JobPhase.Failed, false)]
    [InlineData(JobPhase.Suspended, false)]
    internal void IfAJobsWorkIsPlannedOrOnBoardThenItsAcceleratorIsTaken(JobPhase phase, bool taken)
    {
        var fleet = Build([], [], [TestObjects.Job().In(phase, TestObjects.Plan(Now)), TestObjects.Job("without").In(phase)]);

        ComputeReservation[] expected = taken ? [new("scs-01-a", "default/question", new Interval(Now.AddMinutes(5), Now.AddMinutes(15)), Now.AddMinutes(1))] : [];
        fleet.ComputeReservations.Should().Equal(expected);
    }

    [Theory]
    [InlineData(13, true)]
    [InlineData(131, true)]
    [InlineData(132, false)]
    public void IfAJobHasSucceededThenThePlannerKnowsSinceWhenItsAcceleratorRests(double now, bool known)
    {
        var job = TestObjects.Job().In(JobPhase.Succeeded, TestObjects.Plan(Now));
        job = job with { Status = job.Status! with { Actual = new JobTimes { UplinkFinished = Now.AddMinutes(2), ComputeFinished = Now.AddMinutes(12) } } };
        ComputeReservation[] expected = known ? [new("scs-01-a", "default/question", new Interval(Now.AddMinutes(5), Now.AddMinutes(12)), Now.AddMinutes(2))] : [];

        Build([], [], [job], Now.AddMinutes(now)).ComputeReservations.Should().Equal(expected);
    }

    [Fact]
    public void IfItIsKnownWhenABundleArrivedOrTheWorkEndedThenThatCounts()
    {
        var job = TestObjects.Job().In(JobPhase.Downlinking, TestObjects.Plan(Now));
        job = job with { Status = job.Status! with { Actual = new JobTimes { UplinkFinished = Now.AddMinutes(2), ComputeFinished = Now.AddMinutes(12) } } };

        Build([], [], [job]).ComputeReservations.Should().Equal(
            new ComputeReservation("scs-01-a", "default/question", new Interval(Now.AddMinutes(5), Now.AddMinutes(12)), Now.AddMinutes(2)));
    }

    [Theory]
    [InlineData(JobPhase.Uplinking, 0.5, 1)]
    [InlineData(JobPhase.Uplinking, 3, 3)]
    [InlineData(JobPhase.Uplinking, 6, 1)]
    [InlineData(JobPhase.Computing, 3, 1)]
    internal void IfAnUplinkShouldBeOverAndNothingIsKnownOfItThenTheWorkArrivesNoEarlierThanNowAsLongAsTheContactLasts(JobPhase phase, double now, double arrival)
    {
        var job = TestObjects.Job().In(phase, TestObjects.Plan(Now));

        Build([], [], [job], Now.AddMinutes(now)).ComputeReservations.Single().Arrival.Should().Be(Now.AddMinutes(arrival));
    }

    [Theory]
    [InlineData(JobPhase.Scheduled, false)]
    [InlineData(JobPhase.Computing, true)]
    [InlineData(JobPhase.Succeeded, false)]
    internal void IfAJobIsDeletedWhileItsWorkIsOnBoardThenTheAcceleratorStaysTaken(JobPhase phase, bool taken)
    {
        var left = new WorkLeftOnBoard();

        left.Add(TestObjects.Job().In(phase, TestObjects.Plan(Now)));

        left.At(Now.AddHours(1)).Should().HaveCount(taken ? 1 : 0);
        left.At(Now.AddHours(25)).Should().BeEmpty("it is over");
    }

    [Fact]
    public void IfMaintenanceAndPricesAreGivenThenThePlannerKnowsThem()
    {
        var station = TestObjects.Station("svalbard").With(s => s with
        {
            Country = "NO",
            Price = new ContactPrice { Currency = "NOK", PerContact = 100, PerMinute = 5 },
            Maintenance = [new() { Start = Now, End = Now.AddHours(1) }],
        });

        var fleet = Build([], [station]);

        fleet.Currency.Should().Be("NOK");
        fleet.Stations[0].Price.Should().Be(new Price(100, 5, "NOK"));
        fleet.Stations[0].Country.Should().Be("NO");
        fleet.Stations[0].Maintenance.Should().Equal(new Interval(Now, Now.AddHours(1)));
    }

    [Fact]
    public void IfStationsHaveSeveralCurrenciesThenCostsAreComparedInThatOfMost()
    {
        GroundLink[] stations = [Priced("a", "EUR", 5), Priced("b", "USD", 5), Priced("c", "USD", 5), Priced("d", "NOK", 0), Priced("e", "NOK", 0), Priced("f", "NOK", 0)];

        Build([], stations).Currency.Should().Be("USD", "what costs nothing has no say");

        static GroundLink Priced(string name, string currency, decimal amount) =>
            TestObjects.Station(name).With(s => s with { Price = new ContactPrice { Currency = currency, PerContact = amount } });
    }

    [Fact]
    public void IfElementsAreHoursOldThenPassesArePracticallyWhole()
    {
        var margin = MarginAt(TestData.Start.AddHours(1));

        margin.Should().BePositive().And.BeLessThan(TimeSpan.FromSeconds(0.5));
        (margin.Ticks % TimeSpan.TicksPerMillisecond).Should().Be(0, "contacts begin and end at whole milliseconds");
    }

    [Fact]
    public void IfElementsAgeThenPassesAreTrimmedEverMoreButNeverByMoreThanAMinute()
    {
        var margins = new[] { 0, 1, 3, 7 }.Select(days => MarginAt(TestData.Start.AddDays(days))).ToList();

        margins.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        margins[^1].Should().BeGreaterThan(TimeSpan.FromSeconds(10)).And.BeLessThan(TimeSpan.FromMinutes(1));
        MarginAt(TestData.Start.AddDays(60)).Should().Be(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void IfElementsCannotBeReadThenThereIsNothingToTrim()
    {
        Build([TestObjects.Satellite().With(s => s with { NoradId = 1 })]).Satellites[0].PassMargin.Should().Be(TimeSpan.Zero);
    }

    private static TimeSpan MarginAt(DateTimeOffset now) => Build([TestObjects.Satellite()], now: now).Satellites[0].PassMargin;

    private static Fleet Build(
        IReadOnlyList<SatelliteNode> satellites, IReadOnlyList<GroundLink>? stations = null, IReadOnlyList<OrbitalInferenceJob>? jobs = null, DateTimeOffset? now = null,
        Func<string, V1Node?>? node = null) =>
        FleetSnapshot.Build(
            now ?? Now,
            new Interval(now ?? Now, (now ?? Now).AddDays(1)),
            new FleetSources
            {
                Satellites = satellites,
                GroundLinks = stations ?? [],
                Jobs = jobs ?? [],
                Node = node ?? (_ => null),
                Passes = _ => PassTimeline.Empty,
                Corrections = new PassCorrections(),
                Reaction = _ => TimeSpan.FromSeconds(2),
                LedgerRoom = _ => int.MaxValue,
            },
            new PlanningRules());
}
