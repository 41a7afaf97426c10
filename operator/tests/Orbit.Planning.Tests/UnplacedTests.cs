using Orbit.Planning.Fleets;
using Orbit.Planning.Outcomes;
using Orbit.Planning.Requests;
using Orbit.Planning.Tests.Building;
using static Orbit.Planning.Tests.Building.FleetBuilder;
using static Orbit.Planning.Tests.Building.Requests;

namespace Orbit.Planning.Tests;

public class UnplacedTests
{
    private static readonly IReadOnlyDictionary<string, double?> NoModels = new Dictionary<string, double?>(StringComparer.Ordinal);

    [Fact]
    public void IfSatellitesFailForSeveralReasonsThenTheMessageCountsThemTheMostFrequentFirst()
    {
        var fleet = new FleetBuilder().Station("x");
        for (var i = 0; i < 9; i++)
        {
            fleet.Satellite($"sat-{i}").Pass($"sat-{i}", "x", 100, 110);
        }

        for (var i = 0; i < 3; i++)
        {
            fleet.Satellite($"tas-{i}", s => s with { Models = NoModels });
        }

        var unplaced = Refuse(fleet, Job() with { Deadline = At(600) });

        unplaced.Message.Should().Be("0/12 satellites: 9 have no downlink before the deadline, 3 lack model qwen3-8b.");
        unplaced.Reasons.Should().Equal(
            new UnplacedReason(9, "have no downlink before the deadline"),
            new UnplacedReason(3, "lack model qwen3-8b"));
    }

    [Fact]
    public void IfOneSatelliteFailsThenItsReasonIsInTheSingular()
    {
        MessageOf(new FleetBuilder().Satellite("a", s => s with { NotSchedulable = "cordoned" }), Job())
            .Should().Be("0/1 satellites: 1 is not schedulable (cordoned).");
    }

    [Fact]
    public void IfATaintIsNotToleratedThenTheReasonNamesIt()
    {
        var maintenance = new Taint("maintenance", "yes", "NoSchedule");
        var repair = new Taint("repair", "", "NoExecute");

        OfSatellite(s => s with { Taints = [Taint.Cordon, repair] }, Job()).Should().Be("is cordoned");
        OfSatellite(s => s with { Taints = [maintenance, repair] }, Job()).Should().Be("has taint maintenance=yes:NoSchedule that the job does not tolerate");
        OfSatellite(s => s with { Taints = [maintenance, repair] }, Job() with { Tolerations = t => t == maintenance })
            .Should().Be("has taint repair:NoExecute that the job does not tolerate");
        OfSatellite(s => s with { Taints = [Taint.Cordon], Accelerators = 0 }, Job() with { Tolerations = _ => true })
            .Should().Be("has no accelerator", "the cordon is tolerated");
        OfSatellite(s => s with { NotSchedulable = "cordoned", Taints = [maintenance] }, Job() with { Tolerations = _ => true })
            .Should().Be("is not schedulable (cordoned)", "that is no taint");
    }

    [Fact]
    public void IfTheSatelliteIsUnfitThenTheReasonSaysInWhat()
    {
        var job = Job();
        var hour = Work.Lasting(TimeSpan.FromHours(1));

        OfSatellite(s => s, job with { SatelliteSelector = Named("b") }).Should().Be("does not match the satellite selector");
        OfSatellite(s => s, job with { AvoidedSatellites = ["a"] }).Should().Be("is avoided after an earlier failure");
        OfSatellite(s => s with { Models = NoModels }, job).Should().Be("lacks model qwen3-8b");
        OfSatellite(s => s, job with { MemoryBytes = 24L << 30 }).Should().Be("has less than 24 GiB of memory");
        OfSatellite(s => s with { MemoryBytes = null }, job with { MemoryBytes = 1536 }).Should().Be("has less than 1.5 KiB of memory");
        OfSatellite(s => s with { Accelerators = 0 }, job).Should().Be("has no accelerator");
        OfSatellite(s => s with { Models = new Dictionary<string, double?>(StringComparer.Ordinal) { ["qwen3-8b"] = null } }, job with { Work = Work.Tokens(5) })
            .Should().Be("states no tokens a second of model qwen3-8b");
        OfSatellite(s => s with { TeraOperationsPerSecond = null }, job with { Work = Work.TeraOperations(5) })
            .Should().Be("states no operations a second");
        OfSatellite(s => s with { Thermal = new ThermalLimits(TimeSpan.FromMinutes(10), TimeSpan.Zero) }, job with { Work = hour })
            .Should().Be("may not compute 1 h at a stretch");
        OfSatellite(s => s with { Power = new PowerBudget(300, 400, 30) }, job with { Work = hour })
            .Should().Be("has no battery for 300 Wh of work");
    }

    [Fact]
    public void IfTheUplinkIsImpossibleThenTheReasonSaysHowFarTheBestStationGets()
    {
        var late = Job() with { Deadline = At(90) };

        OfStation(s => s with { Country = "US" }, Job() with { AllowedCountries = ["NO"] }).Should().Be("may use no station for the uplink");
        OfStation(s => s, Job() with { UplinkSelector = Named("y") }).Should().Be("may use no station for the uplink");
        OfStation(s => s with { Available = false }, Job()).Should().Be("may use no station for the uplink");
        OfStation(s => s with { Bands = [new RadioBand("Ka", 8, 8), new RadioBand("S", 0, 8)] }, Job())
            .Should().Be("shares no uplink band with the stations allowed");
        OfStation(s => s, late).Should().Be("has no uplink before the deadline");
        OfStation(s => s, Job() with { UplinkBytes = 601 }).Should().Be("has no pass long enough for the uplink within the next 1 h");
        OfStation(s => s with { MinimumContact = TimeSpan.FromSeconds(601) }, Job())
            .Should().Be("has no pass long enough for the uplink within the next 1 h");
        OfStation(s => s with { Maintenance = [Span(0, 3000)] }, Job()).Should().Be("has every uplink taken within the next 1 h");
        OfStation(s => s, Job() with { ExcludedWindows = [new ExcludedWindow("a", "x", Span(50, 400)), new ExcludedWindow("a", null, Span(401, 800))] })
            .Should().Be("has only uplinks that were refused or failed before within the next 1 h", "the second between them holds no uplink of two");
        OfStation(s => s with { Maintenance = [Span(0, 3000)] }, Job() with { ExcludedWindows = [new ExcludedWindow("a", "x", Span(50, 400))] })
            .Should().Be("has every uplink taken within the next 1 h", "there is room after what was refused");
    }

    [Fact]
    public void IfTheDownlinkIsImpossibleThenTheReasonSaysHowFarTheBestStationGets()
    {
        OfStation(s => s, Job() with { DownlinkSelector = Named("y") }).Should().Be("may use no station for the downlink");
        OfStation(s => s with { Bands = [new RadioBand("S", 8, 0)] }, Job()).Should().Be("shares no downlink band with the stations allowed");
        OfStation(s => s, Job() with { Work = Work.Lasting(TimeSpan.FromSeconds(700)) }).Should().Be("has no downlink within the next 1 h");
        OfStation(s => s, Job() with { Work = Work.Lasting(TimeSpan.FromHours(2)) }).Should().Be("can't finish computing within the next 1 h");
        OfStation(s => s, Job() with { Deadline = At(120) }).Should().Be("can't finish computing before the deadline");
        OfStation(s => s, Job() with { DownlinkBytes = 590 }).Should().Be("has no pass long enough for the downlink within the next 1 h");
        OfStation(s => s with { Maintenance = [Span(110, 3000)] }, Job()).Should().Be("has every downlink taken within the next 1 h");
        OfStation(s => s, Job() with { ExcludedWindows = [new ExcludedWindow(null, "x", Span(110, 800))] })
            .Should().Be("has only downlinks that were refused or failed before within the next 1 h");
    }

    [Fact]
    public void IfTheAcceleratorsAreTakenThenTheReasonIsTheComputing()
    {
        var fleet = new FleetBuilder().Satellite("a").Station("x").Pass("a", "x", 100, 700).Computing("a", 0, 3590);

        MessageOf(fleet, Job()).Should().Be("0/1 satellites: 1 can't finish computing within the next 1 h.");
    }

    [Fact]
    public void IfAllIsFreeButNotTogetherThenTheReasonSaysSo()
    {
        var fleet = new FleetBuilder().Satellite("a")
            .Station("x", s => s with { MinimumContact = TimeSpan.FromSeconds(400) })
            .Station("y")
            .Pass("a", "x", 100, 550).Pass("a", "y", 100, 450);

        MessageOf(fleet, Job() with { UplinkSelector = Named("x"), DownlinkSelector = Named("y") })
            .Should().Be("0/1 satellites: 1 has no free uplink and downlink that go together within the next 1 h.");
    }

    [Fact]
    public void IfTheFleetIsEmptyThenTheMessageSaysSo() =>
        MessageOf(new FleetBuilder(), Job()).Should().Be("The fleet has no satellites.");

    [Fact]
    public void IfTheDeadlineHasPassedThenTheMessageSaysSoAndNothingElse()
    {
        var unplaced = Refuse(new FleetBuilder().Now(100).Satellite("a"), Job() with { Deadline = At(100) });

        unplaced.Message.Should().Be("The deadline 2026-08-22T00:01:40Z has passed.");
        unplaced.DeadlinePassed.Should().BeTrue();
        unplaced.NextTry.Should().Be(At(700));
    }

    [Fact]
    public void IfTheResultsSatelliteIsUnknownThenTheMessageNamesIt() =>
        MessageOf(new FleetBuilder().Satellite("a"), Downlink("b", 0)).Should().Be("Satellite b, which holds the result, is not in the fleet.");

    [Fact]
    public void IfAResultCannotComeDownThenTheMessageSaysWhatStopsIt() =>
        MessageOf(new FleetBuilder().Satellite("a").Station("x"), Downlink("a", 0))
            .Should().Be("a, which holds the result, has no downlink within the next 1 h.");

    [Fact]
    public void IfAResultIsReadyAfterTheHorizonThenItHasNoDownlinkYet() =>
        MessageOf(new FleetBuilder().Satellite("a").Station("x").Pass("a", "x", 100, 700), Downlink("a", 5000))
            .Should().Be("a, which holds the result, has no downlink within the next 1 h.");

    [Fact]
    public void IfNothingForeseeableHelpsThenTheNextTryIsARetryIntervalAway()
    {
        var fleet = new FleetBuilder().Now(50).Satellite("a").Station("x").Booked("x", "a", 60, 70);

        Refuse(fleet, Job() with { Model = "other" }).NextTry.Should().Be(At(650));
    }

    [Fact]
    public void IfSomethingInTheWayEndsSoonerThenTheNextTryIsThen()
    {
        FleetBuilder Fleet() => new FleetBuilder().Now(50).Satellite("a").Station("x", s => s with { Maintenance = [Span(10, 40), Span(0, 400)] });

        Refuse(Fleet(), Job()).NextTry.Should().Be(At(400));
        Refuse(Fleet().Booked("x", "a", 60, 90), Job()).NextTry.Should().Be(At(90));
        Refuse(Fleet().Computing("a", 60, 80), Job()).NextTry.Should().Be(At(80));
    }

    [Fact]
    public void IfEveryLedgerIsFullThenTheMessageSaysSoAndTheNextTryIsTheEndOfTheFirstContactThatLeavesOne()
    {
        var fleet = new FleetBuilder().Now(50).Satellite("a").Satellite("b").Station("x", s => s with { LedgerRoom = 1 }).Station("y")
            .Pass("a", "x", 100, 700).Booked("y", "b", 60, 70).Booked("x", "b", 60, 90);

        var unplaced = Refuse(fleet, Job() with { SatelliteSelector = Named("a") });

        unplaced.Message.Should().Be("0/2 satellites: 1 does not match the satellite selector, 1 has every uplink station's ledger full.");
        unplaced.NextTry.Should().Be(At(90));
        unplaced.WaitsForLedger.Should().BeTrue();
        MessageOf(fleet, Downlink("a", 0)).Should().Be("a, which holds the result, has every downlink station's ledger full.");
    }

    [Fact]
    public void IfALedgerTakesTwoMoreContactsThenItIsFullAfterAPlanOfTwo()
    {
        var fleet = new FleetBuilder().Satellite("a").Satellite("b")
            .Station("x", s => s with { LedgerRoom = 2 }).Station("y")
            .Pass("a", "x", 100, 200).Pass("a", "x", 5000, 5200).Pass("b", "x", 300, 400).Pass("b", "y", 500, 1200).Horizon(10_000).Build();
        JobRequest Asked(string key, string satellite) => Job() with { Key = key, Work = Work.Lasting(TimeSpan.FromSeconds(300)), SatelliteSelector = Named(satellite) };

        var result = Planner.Plan(fleet, [Asked("1", "a"), Asked("2", "a"), Asked("3", "b")]);

        result["1"].Should().BeOfType<Plan>().Which.SingleContact.Should().BeFalse();
        result["2"].Should().BeOfType<Unplaced>().Which.Message.Should().Contain("ledger full");
        result["3"].Should().BeOfType<Plan>("other stations go on").Which.Uplink!.Station.Should().Be("y");
    }

    [Fact]
    public void IfTheDeadlineComesSoonerThenTheNextTryIsTheDeadline() =>
        Refuse(new FleetBuilder().Satellite("a"), Job() with { Deadline = At(120) }).NextTry.Should().Be(At(120));

    private static string OfSatellite(Func<Satellite, Satellite> with, JobRequest job) =>
        Refuse(new FleetBuilder().Satellite("a", with).Station("x").Pass("a", "x", 100, 700), job).Reasons.Single().Text;

    private static string OfStation(Func<Station, Station> with, JobRequest job) =>
        Refuse(new FleetBuilder().Satellite("a").Station("x", with).Pass("a", "x", 100, 700), job).Reasons.Single().Text;

    private static string MessageOf(FleetBuilder fleet, PlanningRequest request) => Refuse(fleet, request).Message;

    private static Unplaced Refuse(FleetBuilder fleet, PlanningRequest request) =>
        Planner.Plan(fleet.Build(), [request]).Outcomes.Single().Should().BeOfType<Unplaced>().Subject;
}
