using Orbit.Planning.Fleets;
using Orbit.Planning.Outcomes;
using Orbit.Planning.Requests;
using Orbit.Planning.Tests.Building;
using static Orbit.Planning.Tests.Building.FleetBuilder;
using static Orbit.Planning.Tests.Building.Requests;

namespace Orbit.Planning.Tests;

public class PlannerTests
{
    [Fact]
    public void IfOnePassIsLongEnoughThenOneContactCarriesBothDirections()
    {
        var plan = Place(Single(), Job());

        plan.SingleContact.Should().BeTrue();
        plan.Uplink!.Contact.Should().Be(Span(100, 135));
        plan.Uplink.Transfer.Should().Be(Span(100, 102));
        plan.Compute.Should().Be(Span(102, 132));
        plan.Downlink.Contact.Should().Be(Span(100, 135));
        plan.Downlink.Transfer.Should().Be(Span(132, 135));
        plan.Completion.Should().Be(At(135));
    }

    [Fact]
    public void IfThePassEndsBeforeTheResultIsReadyThenTheNextStationTakesItDown()
    {
        var fleet = new FleetBuilder().Satellite("a").Station("x").Station("y")
            .Pass("a", "x", 100, 120).Pass("a", "y", 110, 300);

        var plan = Place(fleet, Job());

        plan.SingleContact.Should().BeFalse();
        plan.Uplink!.Station.Should().Be("x");
        plan.Uplink.Contact.Should().Be(Span(100, 102), "a contact is no longer than its transfer needs");
        plan.Downlink.Station.Should().Be("y");
        plan.Downlink.Contact.Should().Be(Span(132, 135));
    }

    [Fact]
    public void IfMarginsAreSetThenContactsAndTheDownlinkKeepThem()
    {
        var fleet = Single().Rules(r => r with
        {
            ReactionTime = TimeSpan.FromSeconds(150),
            ComputeMargin = TimeSpan.FromSeconds(4),
            TransferMargin = TimeSpan.FromSeconds(5),
        });

        var plan = Place(fleet, Job());

        plan.Uplink!.Transfer.Should().Be(Span(150, 152));
        plan.Downlink.Transfer.Should().Be(Span(186, 189));
        plan.Downlink.Contact.Should().Be(Span(150, 194));
    }

    [Fact]
    public void IfAnAntennaIsIdleThenItsFirstContactStillWaitsForItsTurnaround()
    {
        var fleet = Single(s => s with { Turnaround = TimeSpan.FromSeconds(160) });

        Place(fleet, Job()).Uplink!.Contact.Start.Should().Be(At(160));
    }

    [Fact]
    public void IfTheLeadTimeIsLongerThanTheTurnaroundThenOnlyTheLeadTimeCounts()
    {
        var fleet = Single(s => s with { Turnaround = TimeSpan.FromSeconds(160), LeadTime = TimeSpan.FromSeconds(200) });

        Place(fleet, Job()).Uplink!.Contact.Start.Should().Be(At(200));
    }

    [Fact]
    public void IfAnAntennaIsBookedThenTheNextContactFollowsAfterTheTurnaround()
    {
        var fleet = new FleetBuilder().Satellite("a").Satellite("b")
            .Station("x", s => s with { Turnaround = TimeSpan.FromSeconds(60) })
            .Pass("a", "x", 100, 700)
            .Booked("x", "b", 50, 130);

        Place(fleet, Job()).Uplink!.Contact.Start.Should().Be(At(190));
    }

    [Fact]
    public void IfABookingFollowsThenTheContactEndsATurnaroundBefore()
    {
        var fleet = new FleetBuilder().Satellite("a").Satellite("b")
            .Station("x", s => s with { Turnaround = TimeSpan.FromSeconds(60) })
            .Pass("a", "x", 100, 700)
            .Booked("x", "b", 161, 170);

        Place(fleet, Job()).Uplink!.Contact.Start.Should().Be(At(230), "the second before 101 does not hold an uplink of two");
    }

    [Fact]
    public void IfAnotherAntennaIsFreeThenItIsUsed()
    {
        var fleet = new FleetBuilder().Satellite("a").Satellite("b")
            .Station("x", s => s with { Turnaround = TimeSpan.FromSeconds(60), Antennas = 2 })
            .Pass("a", "x", 100, 700)
            .Booked("x", "b", 50, 500);

        var plan = Place(fleet, Job());

        plan.Uplink!.Antenna.Should().Be(1);
        plan.Uplink.Contact.Start.Should().Be(At(100));
    }

    [Fact]
    public void IfTheSatelliteTalksToAnotherStationThenItsContactsDoNotOverlap()
    {
        var fleet = new FleetBuilder().Satellite("a").Station("x").Station("y")
            .Pass("a", "x", 100, 700).Pass("a", "y", 100, 700)
            .Booked("y", "a", 90, 150);

        Place(fleet, Job()).Uplink!.Contact.Start.Should().Be(At(150));
    }

    [Fact]
    public void IfTheStationIsInMaintenanceThenTheContactWaits()
    {
        var fleet = Single(s => s with { Maintenance = [Span(0, 110), Span(120, 140)] });

        var plan = Place(fleet, Job());

        plan.Uplink!.Contact.Should().Be(Span(110, 112));
        plan.Downlink.Contact.Should().Be(Span(142, 145), "a contact can't go on through the maintenance");
    }

    [Fact]
    public void IfTheSatellitesPassesAreUncertainThenContactsKeepAwayFromTheirEdges()
    {
        var fleet = Single(satellite: s => s with { PassMargin = TimeSpan.FromSeconds(7) });

        Place(fleet, Job()).Uplink!.Contact.Start.Should().Be(At(107));
    }

    [Fact]
    public void IfAProviderSeesTheSatelliteLaterAndLessLongThenContactsKeepToWhatItSees()
    {
        var trims = new Dictionary<string, PassTrim>(StringComparer.Ordinal) { ["x"] = new(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(560)) };
        var fleet = Single(satellite: s => s with { PassTrims = trims, PassMargin = TimeSpan.FromSeconds(1) }).Station("y").Pass("a", "y", 130, 400);

        var plan = Place(fleet, Job());

        plan.Uplink!.Contact.Should().Be(Span(121, 123));
        (plan.Downlink.Station, plan.Downlink.Contact).Should().Be(("y", Span(153, 156)), "the pass over x ends at 139 as its provider sees it");
    }

    [Fact]
    public void IfPlansCountOnAShareOfTheRateThenTransfersTakeLonger()
    {
        var plan = Place(Single().Rules(r => r with { RateShare = 0.5 }), Job());

        plan.Uplink!.Transfer.Should().Be(Span(100, 104));
        plan.Downlink.Transfer.Should().Be(Span(134, 140));
        plan.Downlink.Contact.Should().Be(Span(100, 140));
    }

    [Fact]
    public void IfAStationsReactionWasMeasuredThenItsFirstContactComesAfterThat()
    {
        var fleet = Single(s => s with { ReactionTime = TimeSpan.FromSeconds(170) }).Rules(r => r with { ReactionTime = TimeSpan.FromSeconds(400) });

        Place(fleet, Job()).Uplink!.Contact.Start.Should().Be(At(170));
    }

    [Fact]
    public void IfTheStationSellsLongContactsOnlyThenTheContactIsThatLong()
    {
        var fleet = Single(s => s with { MinimumContact = TimeSpan.FromSeconds(180) });

        Place(fleet, Job()).Uplink!.Contact.Should().Be(Span(100, 280));
    }

    [Fact]
    public void IfThereIsNoRoomAfterTheTransferThenALongContactBeginsEarlier()
    {
        var fleet = new FleetBuilder().Satellite("a")
            .Station("x").Station("y", s => s with { MinimumContact = TimeSpan.FromSeconds(60) })
            .Pass("a", "x", 100, 110).Pass("a", "y", 105, 170);
        var job = Job() with { Work = Work.Lasting(TimeSpan.FromSeconds(50)) };

        var plan = Place(fleet, job);

        plan.Downlink.Transfer.Should().Be(Span(152, 155));
        plan.Downlink.Contact.Should().Be(Span(110, 170));
    }

    [Fact]
    public void IfAcceleratorsAreTakenThenTheBundleGoesUpJustInTime()
    {
        var plan = Place(Single().Computing("a", 50, 200), Job());

        plan.Uplink!.Contact.Should().Be(Span(198, 233), "nothing is gained from a longer contact");
        plan.Compute.Should().Be(Span(200, 230));
    }

    [Fact]
    public void IfASecondAcceleratorIsFreeThenTheWorkBeginsAtOnce()
    {
        var fleet = Single(satellite: s => s with { Accelerators = 2 }).Computing("a", 50, 200);

        Place(fleet, Job()).Compute.Should().Be(Span(102, 132));
    }

    [Fact]
    public void IfTheSatelliteMustCoolDownThenTheNextWorkWaitsForIt()
    {
        var fleet = Single(satellite: s => s with { Thermal = new ThermalLimits(null, TimeSpan.FromSeconds(40)) })
            .Computing("a", 50, 120).Computing("a", 210, 220);

        Place(fleet, Job()).Compute.Should().Be(Span(260, 290), "from 160 to 210 there is no room for the work and its cool-down");
    }

    [Fact]
    public void IfBandsDifferThenTheBestSharedOneIsUsedInEachDirection()
    {
        var fleet = new FleetBuilder()
            .Satellite("a", s => s with { Bands = [new("S", 80, 8), new("X", 0, 800), new("Ka", 8000, 8000)] })
            .Station("x", s => s with { Bands = [new("X", 0, 80), new("S", 16, 16)] })
            .Pass("a", "x", 100, 700);

        var plan = Place(fleet, Job() with { UplinkBytes = 20, DownlinkBytes = 40 });

        plan.Uplink!.Transfer.Should().Be(Span(100, 110), "16 bit/s up over S");
        plan.Downlink.Transfer.Should().Be(Span(140, 144), "80 bit/s down over X");
    }

    [Fact]
    public void IfWorkIsInTokensThenTheSatellitesSpeedGivesItsTime()
    {
        var fleet = Single(satellite: s => s with { Models = new Dictionary<string, double?>(StringComparer.Ordinal) { ["qwen3-8b"] = 40 } });

        Place(fleet, Job() with { Work = Work.Tokens(800) }).Compute!.Value.Duration.Should().Be(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void IfWorkIsInOperationsThenTheSatellitesSpeedGivesItsTime()
    {
        var fleet = Single(satellite: s => s with { TeraOperationsPerSecond = 744 });

        Place(fleet, Job() with { Work = Work.TeraOperations(7440) }).Compute!.Value.Duration.Should().Be(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void IfCountriesAreNamedThenOnlyTheirStationsAreUsed()
    {
        var fleet = new FleetBuilder().Satellite("a")
            .Station("x", s => s with { Country = "US" }).Station("y", s => s with { Country = "NO" }).Station("z")
            .Pass("a", "x", 100, 700).Pass("a", "y", 200, 700).Pass("a", "z", 100, 700);

        Place(fleet, Job() with { AllowedCountries = ["SE", "NO"] }).Uplink!.Station.Should().Be("y");
    }

    [Fact]
    public void IfSelectorsAreSetThenEachDirectionKeepsItsOwn()
    {
        var fleet = new FleetBuilder().Satellite("a").Satellite("b").Station("x").Station("y")
            .Pass("a", "x", 100, 700).Pass("a", "y", 100, 700)
            .Pass("b", "x", 100, 700).Pass("b", "y", 100, 700);
        var job = Job() with
        {
            SatelliteSelector = Named("b"),
            UplinkSelector = Named("y"),
            DownlinkSelector = Named("x"),
        };

        var plan = Place(fleet, job);

        plan.Satellite.Should().Be("b");
        plan.Uplink!.Station.Should().Be("y");
        plan.Downlink.Station.Should().Be("x");
    }

    [Fact]
    public void IfAWindowIsExcludedThenTheContactKeepsAwayFromIt()
    {
        var job = Job() with
        {
            ExcludedWindows =
            [
                new ExcludedWindow("a", "x", Span(90, 130)),
                new ExcludedWindow("other", "x", Span(130, 500)),
                new ExcludedWindow("a", "other", Span(130, 500)),
            ],
        };

        Place(Single(), job).Uplink!.Contact.Start.Should().Be(At(130));
    }

    [Fact]
    public void IfASatelliteIsAvoidedThenAnotherOneServes()
    {
        var fleet = new FleetBuilder().Satellite("a").Satellite("b").Station("x").Pass("a", "x", 100, 700).Pass("b", "x", 200, 700);

        Place(fleet, Job() with { AvoidedSatellites = ["a"] }).Satellite.Should().Be("b");
    }

    [Fact]
    public void IfTheStationServesOtherSatellitesOnlyThenItIsNotUsed()
    {
        var fleet = new FleetBuilder().Satellite("a")
            .Station("x", s => s with { SatelliteSelector = l => !Named("a")(l) })
            .Station("y", s => s with { Available = false })
            .Station("z")
            .Pass("a", "x", 100, 700).Pass("a", "y", 100, 700).Pass("a", "z", 300, 700);

        Place(fleet, Job()).Uplink!.Station.Should().Be("z");
    }

    [Fact]
    public void IfTheObjectiveIsCostThenADearStationIsPassedBy()
    {
        var fleet = new FleetBuilder().Satellite("a")
            .Station("x", s => s with { Price = new Price(5, 6) }).Station("y", s => s with { Price = new Price(5, 1) })
            .Pass("a", "x", 100, 700).Pass("a", "y", 800, 1400);

        Place(fleet, Job()).Cost.Should().Be(8.5m, "35 s at 6 a minute");
        var cheap = Place(fleet, Job() with { Objective = Objective.LowestCost });
        cheap.Uplink!.Station.Should().Be("y");
        cheap.Cost.Should().Be(5 + (35m / 60));
        Place(fleet, Job() with { Objective = Objective.LowestCost, Deadline = At(700) }).Uplink!.Station.Should().Be("x");
    }

    [Fact]
    public void IfAStationIsPricedInAnotherCurrencyThenItIsDearerThanAnyInThatOfTheFleet()
    {
        // A yen is less than a dollar, which the planner can't know: it would not do to take 30 JPY for more than 20 USD, or for less.
        var fleet = new FleetBuilder().Satellite("a")
            .Station("x", s => s with { Price = new Price(1, 0, "JPY") }).Station("y", s => s with { Price = new Price(5000, 0, "USD") })
            .Pass("a", "x", 100, 700).Pass("a", "y", 800, 1400);
        var cheapest = Job() with { Objective = Objective.LowestCost };

        var plan = Place(fleet, cheapest);
        plan.Uplink!.Station.Should().Be("y");
        (plan.Cost, plan.Currency).Should().Be((5000m, "USD"));

        var only = Place(fleet, cheapest with { Deadline = At(700) });
        only.Uplink!.Station.Should().Be("x", "better than no plan at all");
        (only.Cost, only.Currency).Should().Be((1m, "JPY"));
        only.Reason.Should().Contain("whose price is not only in USD");
    }

    [Fact]
    public void IfAStationOfAnotherCurrencyIsFreeThenItIsTheCheapest()
    {
        var fleet = new FleetBuilder().Satellite("a")
            .Station("x", s => s with { Price = new Price(0, 0, "JPY") }).Station("y", s => s with { Price = new Price(1, 0) })
            .Pass("a", "y", 100, 700).Pass("a", "x", 800, 1400);

        Place(fleet, Job() with { Objective = Objective.LowestCost }).Uplink!.Station.Should().Be("x");
    }

    [Fact]
    public void IfThePlansContactsArePricedInDifferentCurrenciesThenItStatesNoCost()
    {
        var fleet = new FleetBuilder().Satellite("a")
            .Station("x", s => s with { Price = new Price(1, 0, "JPY") }).Station("y", s => s with { Price = new Price(2, 0, "USD") })
            .Pass("a", "x", 100, 110).Pass("a", "y", 200, 300);

        Place(fleet, Job()).Cost.Should().BeNull();
    }

    [Fact]
    public void IfTheObjectiveIsEnergyThenTheMostFrugalSatelliteServes()
    {
        var fleet = new FleetBuilder()
            .Satellite("a", s => s with { Power = new PowerBudget(240, 100) })
            .Satellite("b", s => s with { Power = new PowerBudget(120, 100) })
            .Satellite("c")
            .Station("x")
            .Pass("a", "x", 100, 700).Pass("b", "x", 300, 700).Pass("c", "x", 100, 700);

        var plan = Place(fleet, Job() with { Objective = Objective.LowestEnergy });

        plan.Satellite.Should().Be("b");
        plan.EnergyWattHours.Should().BeApproximately(1, 1e-9);
    }

    [Fact]
    public void IfTwoSatellitesAreEquallyEarlyThenTheCheaperThenTheHigherThenTheFirstByNameServes()
    {
        FleetBuilder Fleet(decimal price, double culmination) => new FleetBuilder().Satellite("a").Satellite("b")
            .Station("x", s => s with { Price = new Price(price, 0) }).Station("y", s => s with { Price = new Price(2, 0) })
            .Pass("a", "x", 100, 700).Pass("b", "y", 100, 700, culmination);

        Place(Fleet(3, 20), Job()).Satellite.Should().Be("b");
        Place(Fleet(2, 60), Job()).Satellite.Should().Be("b");
        Place(Fleet(2, 45), Job()).Satellite.Should().Be("a");
    }

    [Fact]
    public void IfPrioritiesDifferThenTheHigherIsPlannedFirstAndAmongEqualsTheOlder()
    {
        var fleet = Single().Build();
        var requests = new[]
        {
            Job("z/old"),
            Job("a/young") with { Submitted = At(10) },
            Job("m/urgent") with { Submitted = At(20), Priority = 5 },
            Job("b/old"),
        };

        var result = Planner.Plan(fleet, requests);

        result.Outcomes.Select(o => o.Request.Key).Should().Equal("m/urgent", "b/old", "z/old", "a/young");
        result.Plans.Select(p => p.Uplink!.Contact.Start).Should().Equal(At(100), At(135), At(170), At(205));
    }

    [Fact]
    public void IfAResultIsOnBoardThenOnlyADownlinkIsPlanned()
    {
        var fleet = Single(satellite: s => s with { NotSchedulable = "cordoned", Taints = [Taint.Cordon] }).Pass("a", "x", 1000, 1100);

        var plan = (Plan)Planner.Plan(fleet.Build(), [Downlink("a", ready: 699)]).Outcomes.Single();

        plan.Uplink.Should().BeNull();
        plan.Compute.Should().BeNull();
        plan.Downlink.Contact.Should().Be(Span(1000, 1003));
        plan.Reason.Should().Be("earliest downlink of the result on board a: x 00:16:40Z");
    }

    [Fact]
    public void IfAnotherJobsContactSplitsAPassThenTheJobGoesUpBeforeAndComesDownAfter()
    {
        var fleet = new FleetBuilder().Satellite("a").Satellite("b").Station("x")
            .Pass("a", "x", 100, 700)
            .Booked("x", "b", 110, 140);

        var plan = Place(fleet, Job());

        plan.SingleContact.Should().BeFalse();
        plan.Uplink!.Contact.Should().Be(Span(100, 102));
        plan.Downlink.Contact.Should().Be(Span(140, 143));
    }

    [Fact]
    public void IfALedgerNamesWhatIsGoneThenTheRestStillCounts()
    {
        var fleet = Single().Booked("gone", "a", 90, 150).Booked("x", "gone", 160, 170).Booked("x", "a", 200, 210, antenna: 9);

        var plan = Place(fleet, Job());

        plan.Uplink!.Contact.Should().Be(Span(150, 152), "the satellite's radio is taken until then");
        plan.Downlink.Contact.Should().Be(Span(182, 185), "the antenna is free from 170, the radio until 200");
    }

    [Fact]
    public void IfTwoSatellitesHaveOneNameThenTheFleetIsRefused()
    {
        var fleet = Single().Build();

        var plan = () => Planner.Plan(fleet with { Satellites = [.. fleet.Satellites, .. fleet.Satellites] }, [Job()]);

        plan.Should().Throw<ArgumentException>().WithMessage("Satellite a comes twice.*");
    }

    [Fact]
    public void IfASizeIsNegativeThenTheRequestIsRefused()
    {
        var request = () => Job() with { UplinkBytes = -1 };

        request.Should().Throw<ArgumentOutOfRangeException>();
    }

    private static FleetBuilder Single(Func<Station, Station>? station = null, Func<Satellite, Satellite>? satellite = null) =>
        new FleetBuilder().Satellite("a", satellite).Station("x", station).Pass("a", "x", 100, 700);

    private static Plan Place(FleetBuilder fleet, JobRequest job) =>
        Planner.Plan(fleet.Build(), [job]).Outcomes.Single().Should().BeOfType<Plan>().Subject;
}
