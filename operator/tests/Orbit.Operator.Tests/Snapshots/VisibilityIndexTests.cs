using k8s.Models;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Operator.Snapshots;
using Orbit.Operator.Tests.Support;
using Orbit.Visibility.Contacts;
using Orbit.Visibility.Intervals;

namespace Orbit.Operator.Tests.Snapshots;

public sealed class VisibilityIndexTests
{
    private static readonly TimeSpan Horizon = TimeSpan.FromHours(24);
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    // Not on a whole millisecond, as the mission clock never is.
    private static readonly DateTimeOffset Now = TestData.Start.AddTicks(1_234_567);

    private static readonly SatelliteNode A = TestObjects.Satellite(TestData.ThreeBody("SCS-01 A"));
    private static readonly SatelliteNode B = TestObjects.Satellite(TestData.ThreeBody("SCS-01 B"));
    private static readonly SatelliteNode D = TestObjects.Satellite(TestData.ThreeBody("SCS-01 D"));
    private static readonly SatelliteNode Geostationary = TestObjects.Satellite(TestData.Reference("SKYNET 5D"));
    private static readonly SatelliteNode Medium = TestObjects.Satellite(TestData.Reference("BEIDOU-3 M9"));

    private readonly VisibilityIndex _index = new(Horizon);
    private readonly Dictionary<(SatelliteNode, IReadOnlyList<GroundLink>), (Interval Span, IReadOnlyList<IReadOnlyList<Pass>> Passes)> _searches = [];

    public static TheoryData<int, int> Steps => new() { { 10, 40 }, { 60, 30 }, { 7 * 60, 8 } };

    [Fact]
    public void IfTheIndexIsFilledThenItHoldsThePassesThatASearchOfTheWholeHorizonFinds()
    {
        SatelliteNode[] satellites = [A, B, D, Geostationary, Medium];
        var stations = TestData.Stations(20);

        Update(satellites, stations, Now).Should().BeTrue();

        satellites.Sum(s => CompareWithASearch(s, stations, Now)).Should().BeGreaterThan(100);
    }

    [Fact]
    public void IfTheIndexWasNotFilledYetThenItSaysSo()
    {
        _index.Computed.IsCompleted.Should().BeFalse();

        Update([], [], Now).Should().BeFalse();

        _index.Computed.IsCompletedSuccessfully.Should().BeTrue("there is nothing to compute");
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void IfTimePassesThenTheIndexHoldsWhatASearchOfTheNewHorizonFindsAlsoAcrossTheSeams(int stepMinutes, int steps)
    {
        SatelliteNode[] satellites = [A, D, Geostationary, Medium];
        IReadOnlyList<GroundLink> stations = [.. TestData.Stations(8), Valley];
        var seams = new List<DateTimeOffset>();
        var now = Now;
        Update(satellites, stations, now);
        var end = now + Horizon + _index.RefreshAfter;
        var joined = 0;
        for (var i = 0; i < steps; i++)
        {
            now += TimeSpan.FromMinutes(stepMinutes);
            Update(satellites, stations, now).Should().BeFalse("only time has passed");
            if (end < now + Horizon)
            {
                seams.Add(end);
                end = now + Horizon + _index.RefreshAfter;
            }

            foreach (var satellite in satellites)
            {
                CompareWithASearch(satellite, stations, now);
            }

            joined += Passes(A).Count(p => seams.Any(s => p.Pass.Window.Start < s && p.Pass.Window.End > s + Millisecond));
        }

        joined.Should().BePositive("some passes must have run across a seam");
    }

    [Fact]
    public void IfManyHoursHavePassedThenPassesLongOverAreForgotten()
    {
        var stations = TestData.Stations(8);
        Update([A], stations, Now);

        Update([A], stations, Now.AddHours(7));

        Passes(A).Should().OnlyContain(p => p.Pass.Window.End > Now.AddHours(6.5 - 0.001));
    }

    [Fact]
    public void IfNothingChangesThenTheVeryPassesAreKept()
    {
        var stations = TestData.Stations(2);
        Update([A], stations, Now);
        var before = _index.Passes(Name(A));

        Update([A], stations, Now.AddMinutes(59)).Should().BeFalse();

        _index.Passes(Name(A)).Should().BeSameAs(before);
    }

    [Fact]
    public void IfOneSatelliteGetsNewElementsThenOnlyItsPassesAreComputedAgain()
    {
        var stations = TestData.Stations(4);
        Update([A, B], stations, Now);
        var (ofA, ofB) = (_index.Passes(Name(A)), _index.Passes(Name(B)));
        var renewed = A.With(s => s with { NoradId = B.Spec.NoradId, Orbit = B.Spec.Orbit });

        Update([renewed, B], stations, Now.AddMinutes(1)).Should().BeTrue();

        _index.Passes(Name(B)).Should().BeSameAs(ofB);
        _index.Passes(Name(A)).Should().NotBeSameAs(ofA);
        CompareWithASearch(renewed, stations, Now.AddMinutes(1)).Should().BePositive();
    }

    [Fact]
    public void IfAStationIsAddedThenItsPassesComeToTheOthers()
    {
        var stations = TestData.Stations(4);
        Update([A, Medium], [.. stations.Take(3)], Now);

        var later = Now.AddHours(3);
        Update([A, Medium], stations, later).Should().BeTrue();

        Passes(A).Should().Contain(p => p.Station == stations[3].Metadata.Name);
        CompareWithASearch(A, stations, later).Should().BePositive();
        CompareWithASearch(Medium, stations, later);
    }

    [Fact]
    public void IfAStationIsAddedWithinTheHourThenTheOthersKeepTheirPasses()
    {
        var stations = TestData.Stations(4);
        Update([A], [.. stations.Take(3)], Now);

        Update([A], stations, Now.AddMinutes(20)).Should().BeTrue();

        CompareWithASearch(A, stations, Now.AddMinutes(20)).Should().BePositive();
    }

    [Fact]
    public void IfTheFirstStationComesLateThenNothingIsSearchedThatIsLongPast()
    {
        var stations = TestData.Stations(8);
        Update([A], [], Now);
        for (var hours = 12; hours <= 48; hours += 12)
        {
            Update([A], [], Now.AddHours(hours)).Should().BeFalse();
        }

        Update([A], stations, Now.AddHours(48)).Should().BeTrue();

        Passes(A).Should().OnlyContain(p => p.Pass.Window.End > Now.AddHours(47.5 - 0.001));
        CompareWithASearch(A, stations, Now.AddHours(48)).Should().BePositive();
    }

    [Fact]
    public void IfAStationIsRemovedThenItsPassesGo()
    {
        var stations = TestData.Stations(4);
        Update([A], stations, Now);
        var gone = stations[0].Metadata.Name!;

        Update([A], [.. stations.Skip(1)], Now.AddMinutes(1)).Should().BeTrue();

        Passes(A).Should().NotBeEmpty().And.NotContain(p => p.Station == gone);
        _index.NextOver(Name(A), gone, Now).Should().BeNull();
    }

    [Fact]
    public void IfAStationRaisesItsMaskThenItsPassesGrowShorter()
    {
        var station = TestObjects.Station("svalbard");
        Update([A], [station], Now);
        var raised = station.With(s => s with { MinimumElevationDegrees = 20 });

        Update([A], [raised], Now.AddMinutes(1)).Should().BeTrue();

        CompareWithASearch(A, [raised], Now.AddMinutes(1)).Should().BePositive();
    }

    [Fact]
    public void IfAStationIsBadThenTheOthersHaveTheirPassesAllTheSame()
    {
        var stations = TestData.Stations(2);
        var bad = TestObjects.Station("bad", altitude: 1e9);

        Update([A], [.. stations, bad], Now);

        Passes(A).Should().NotBeEmpty().And.NotContain(p => p.Station == "bad");
    }

    [Fact]
    public void IfASatelliteIsRemovedThenItHasNoPassesAnyMore()
    {
        var stations = TestData.Stations(2);
        Update([A, B], stations, Now);

        Update([B], stations, Now.AddMinutes(1)).Should().BeTrue();

        _index.Passes(Name(A)).Count.Should().Be(0);
        _index.NextOf(Name(A), Now, _ => true).Should().BeNull();
        _index.Passes(Name(B)).Count.Should().BePositive();
    }

    [Fact]
    public void IfASatellitesElementsTurnBadThenItHasNoPassesAnyMore()
    {
        var stations = TestData.Stations(2);
        Update([A, B], stations, Now);

        Update([A.With(s => s with { NoradId = 1 }), B], stations, Now.AddMinutes(1)).Should().BeTrue();

        _index.Passes(Name(A)).Count.Should().Be(0);
        _index.Passes(Name(B)).Count.Should().BePositive();
    }

    [Fact]
    public void IfTheClockLeapsBeyondWhatIsKnownThenEverythingIsComputedAfresh()
    {
        var stations = TestData.Stations(4);
        Update([A], stations, Now);

        Update([A], stations, Now.AddDays(3));

        CompareWithASearch(A, stations, Now.AddDays(3)).Should().BePositive();
    }

    [Fact]
    public void IfTheNextPassIsAskedForThenItIsTheFirstThatHasYetToBegin()
    {
        var stations = TestData.Stations(8);
        Update([A], stations, Now);
        var passes = Passes(A);
        var running = passes[5].Pass.Window.Start;

        var next = _index.NextOf(Name(A), running, _ => true);

        next!.Value.Pass.Window.Start.Should().Be(passes.Select(p => p.Pass.Window.Start).Where(s => s > running).Min());
        var station = stations[0].Metadata.Name!;
        _index.NextOver(Name(A), station, running)!.Value.Window.Start
            .Should().Be(passes.Where(p => p.Station == station).Select(p => p.Pass.Window.Start).Where(s => s > running).Min());
    }

    [Fact]
    public void IfAStationDoesNotServeTheSatelliteThenItsPassIsNotTheNextOne()
    {
        var stations = TestData.Stations(8);
        Update([A], stations, Now);
        var first = _index.NextOf(Name(A), Now, _ => true)!.Value.Station;

        var next = _index.NextOf(Name(A), Now, station => station != first);

        next!.Value.Station.Should().NotBe(first);
        next.Value.Pass.Window.Start.Should().Be(Passes(A).Where(p => p.Station != first).Select(p => p.Pass.Window.Start).Where(s => s > Now).Min());
    }

    [Fact]
    public void IfAStationHasASelectorThenItServesTheSatellitesThatMatchIt()
    {
        var satellite = TestObjects.Satellite() with { Metadata = new V1ObjectMeta { Name = "a", Labels = new Dictionary<string, string> { ["fleet"] = "mine" } } };
        var station = TestObjects.Station("x");

        station.Serves(satellite).Should().BeTrue("it has no selector");
        Choosing("mine").Serves(satellite).Should().BeTrue();
        Choosing("yours").Serves(satellite).Should().BeFalse();

        GroundLink Choosing(string fleet) => station.With(s => s with { SatelliteSelector = new V1LabelSelector { MatchLabels = new Dictionary<string, string> { ["fleet"] = fleet } } });
    }

    /// <summary>A station whose horizon cuts passes into several.</summary>
    private static GroundLink Valley => TestObjects.Station("valley", 68.33, -133.61, 50).With(s => s with
    {
        Horizon =
        [
            new() { AzimuthDegrees = 0, ElevationDegrees = 5 },
            new() { AzimuthDegrees = 60, ElevationDegrees = 25 },
            new() { AzimuthDegrees = 90, ElevationDegrees = 5 },
            new() { AzimuthDegrees = 200, ElevationDegrees = 30 },
            new() { AzimuthDegrees = 240, ElevationDegrees = 0 },
        ],
    });

    private static string Name(SatelliteNode satellite) => satellite.Metadata.Name!;

    [Fact]
    public void IfAContactReachesOverItsPassByMoreThanTheToleranceThenItIsNotInView()
    {
        var station = TestObjects.Station("svalbard");
        Update([A], [station], Now);
        var window = Passes(A)[0].Pass.Window;
        var tolerance = TimeSpan.FromSeconds(5);

        InView(window).Should().BeTrue();
        InView(new Interval(window.Start + tolerance, window.End - tolerance)).Should().BeTrue();
        InView(new Interval(window.Start - tolerance, window.End + tolerance)).Should().BeTrue();
        InView(new Interval(window.Start - tolerance - Millisecond, window.End)).Should().BeFalse();
        InView(new Interval(window.Start, window.End + tolerance + Millisecond)).Should().BeFalse();

        bool? InView(Interval contact) => _index.IsInView(A.Metadata.Name!, "svalbard", contact, tolerance);
    }

    [Fact]
    public void IfNothingIsKnownOfASatelliteAStationOrATimeThenTheIndexDoesNotSayThatAContactIsOutOfView()
    {
        Update([A], [TestObjects.Station("svalbard")], Now);
        var contact = Passes(A)[0].Pass.Window;

        _index.IsInView("unknown", "svalbard", contact, TimeSpan.Zero).Should().BeNull();
        _index.IsInView(A.Metadata.Name!, "unknown", contact, TimeSpan.Zero).Should().BeNull();
        _index.IsInView(A.Metadata.Name!, "svalbard", new Interval(Now.AddDays(3), Now.AddDays(3).AddMinutes(5)), TimeSpan.Zero).Should().BeNull();
    }

    private bool Update(IReadOnlyList<SatelliteNode> satellites, IReadOnlyList<GroundLink> stations, DateTimeOffset now) =>
        _index.Update(satellites, stations, now, CancellationToken.None);

    private List<Orbit.Planning.Fleets.StationPass> Passes(SatelliteNode satellite)
    {
        var timeline = _index.Passes(Name(satellite));
        return [.. Enumerable.Range(0, timeline.Count).Select(i => timeline[i])];
    }

    // One search that begins and ends days outside of the horizon, so that it cuts none of its passes.
    private IReadOnlyList<IReadOnlyList<Pass>> Search(SatelliteNode satellite, IReadOnlyList<GroundLink> stations, Interval horizon)
    {
        if (!(_searches.TryGetValue((satellite, stations), out var known) && known.Span.Contains(horizon.Widen(TimeSpan.FromDays(1)))))
        {
            var propagator = Sgp4Propagator.Create(SatelliteElements.Read(satellite, out _)!);
            var span = horizon.Widen(TimeSpan.FromDays(4));
            known = (span, PassFinder.Find(propagator, [.. stations.Select(s => StationSite.Of(s).Site)], span));
            _searches[(satellite, stations)] = known;
        }

        return known.Passes;
    }

    // Returns how many passes were compared.
    private int CompareWithASearch(SatelliteNode satellite, IReadOnlyList<GroundLink> stations, DateTimeOffset now)
    {
        var horizon = _index.HorizonAt(now);
        var found = Search(satellite, stations, horizon);
        var known = Passes(satellite).ToLookup(p => p.Station, p => p.Pass);
        known.Select(k => k.Key).Should().BeSubsetOf(stations.Select(s => s.Metadata.Name));
        for (var i = 0; i < stations.Count; i++)
        {
            var station = stations[i].Metadata.Name!;
            var expected = found[i].Where(IsAhead).ToList();
            var actual = known[station].Where(IsAhead).ToList();
            actual.Should().HaveSameCount(expected, "{0} at {1:O} over {2}", Name(satellite), now, station);
            foreach (var (pass, truth) in actual.Zip(expected))
            {
                Compare(pass, truth);
            }
        }

        return found.Sum(passes => passes.Count(IsAhead));

        bool IsAhead(Pass pass) => pass.Window.Intersect(horizon).Duration > 2 * Millisecond;

        void Compare(Pass pass, Pass truth)
        {
            var (window, whole) = (pass.Window.Intersect(horizon), truth.Window.Intersect(horizon));
            whole.Contains(window).Should().BeTrue("{0} lies in {1}", window, whole);
            (window.Start - whole.Start).Should().BeLessThan(Millisecond);
            (whole.End - window.End).Should().BeLessThan(Millisecond);
            if (truth.Window.Start > horizon.Start && truth.Window.End < horizon.End)
            {
                pass.Should().Match<Pass>(p => !p.ClippedStart && !p.ClippedEnd);
                pass.MaxElevationDegrees.Should().BeApproximately(truth.MaxElevationDegrees, 1e-6);
            }
        }
    }
}
