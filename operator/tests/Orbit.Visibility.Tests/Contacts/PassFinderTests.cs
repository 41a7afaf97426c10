using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Contacts;
using Orbit.Visibility.Intervals;

namespace Orbit.Visibility.Tests.Contacts;

public sealed class PassFinderTests
{
    private const int ThreeBodyA = 63982;
    private const int Molniya = 44552;
    private const int Geostationary = 41879;

    private static readonly GroundSite Svalbard = ReferenceDay.Stations[0];

    [Fact]
    public void IfTheSpanIsEmptyThenThereIsNoPass()
    {
        // Also where the satellite is up at that instant.
        var up = Passes(Svalbard, 0)[0].Culmination;
        PassFinder.Find(ReferenceDay.Satellites[ThreeBodyA], Svalbard, 0, new Interval(up, up)).Should().BeEmpty();
    }

    [Fact]
    public void IfThereIsNoSiteThenThereIsNoList() =>
        PassFinder.Find(ReferenceDay.Satellites[ThreeBodyA], [], ReferenceDay.Day).Should().BeEmpty();

    [Fact]
    public void IfTheSatelliteIsAlwaysInViewThenThereIsOneWindowClippedAtBothEnds()
    {
        var pass = PassFinder.Find(ReferenceDay.Satellites[Geostationary], ReferenceDay.Stations[11], 10, ReferenceDay.Day)
            .Should().ContainSingle().Subject;
        pass.Window.Should().Be(ReferenceDay.Day);
        pass.ClippedStart.Should().BeTrue();
        pass.ClippedEnd.Should().BeTrue();
    }

    [Fact]
    public void IfSitesShareASearchThenEachHasThePassesOfItsOwnSearch()
    {
        foreach (var norad in new[] { ThreeBodyA, Molniya, Geostationary })
        {
            var satellite = ReferenceDay.Satellites[norad];
            var sites = ReferenceDay.Stations.Select(site => new MaskedSite(site, HorizonMask.Flat(5))).ToList();
            var together = PassFinder.Find(satellite, sites, ReferenceDay.Day);
            for (var k = 0; k < sites.Count; k++)
            {
                together[k].Should().Equal(PassFinder.Find(satellite, sites[k].Site, 5, ReferenceDay.Day));
            }
        }
    }

    [Fact]
    public void IfAnotherSpanHoldsThePassesThenTheirEdgesAreTheSameToTheTick()
    {
        var satellite = ReferenceDay.Satellites[ThreeBodyA];
        var whole = Passes(Svalbard, 5);
        foreach (var shift in new[] { 1.0, 3333.3333333, 20_000.1234567 })
        {
            var span = new Interval(ReferenceDay.Start.AddSeconds(shift), ReferenceDay.Day.End.AddSeconds(shift));
            var shifted = PassFinder.Find(satellite, Svalbard, 5, span);
            var shared = whole.Where(pass => span.Contains(pass.Window) && !pass.ClippedStart && !pass.ClippedEnd).ToList();
            shared.Should().NotBeEmpty();
            shifted.Select(pass => pass.Window).Should().Contain(shared.Select(pass => pass.Window));
        }
    }

    [Fact]
    public void IfASpanEndsInsideAPassThenThePassIsClippedThere()
    {
        var pass = Passes(Svalbard, 0)[0];
        var satellite = ReferenceDay.Satellites[ThreeBodyA];
        var before = PassFinder.Find(satellite, Svalbard, 0, new Interval(ReferenceDay.Start, pass.Culmination));
        before.Should().ContainSingle().Which.Should().Match<Pass>(p => p.ClippedEnd && !p.ClippedStart && p.Window.End == pass.Culmination);
        var after = PassFinder.Find(satellite, Svalbard, 0, new Interval(pass.Culmination, pass.Window.End));
        after.Should().ContainSingle().Which.Should().Match<Pass>(p => p.ClippedStart && p.Window == new Interval(pass.Culmination, pass.Window.End));
        after[0].MaxElevationDegrees.Should().BeApproximately(pass.MaxElevationDegrees, 1e-9);
    }

    [Fact]
    public void IfTheMaskIsJustBelowTheTopThenEvenAPassOfMillisecondsIsFound()
    {
        var found = 0;
        var shortest = TimeSpan.MaxValue;
        foreach (var (_, satellite) in ReferenceDay.Satellites.Where((pair, index) => index % 3 == 0 && pair.Value.PeriodMinutes < 800))
        {
            foreach (var site in ReferenceDay.Stations)
            {
                foreach (var pass in PassFinder.Find(satellite, site, 10, ReferenceDay.Day).Where(pass => !pass.ClippedStart && !pass.ClippedEnd))
                {
                    // Some 5 to 300 ms of most low passes. Near the zenith it can be less than the 1 ms that is promised.
                    var mask = pass.MaxElevationDegrees - 1e-8;
                    if (Elevation(satellite, site, pass.Culmination.AddMilliseconds(-0.5)) < mask
                        || Elevation(satellite, site, pass.Culmination.AddMilliseconds(0.5)) < mask)
                    {
                        continue;
                    }

                    var around = new Interval(pass.Window.Start.AddMinutes(-20), pass.Window.End.AddMinutes(20));
                    var top = PassFinder.Find(satellite, site, mask, around).Where(p => p.Window.Contains(pass.Culmination)).ToList();
                    top.Should().ContainSingle("{0} over {1} at {2:O}", satellite.Elements.Name, site.Name, pass.Culmination);
                    shortest = top[0].Window.Duration < shortest ? top[0].Window.Duration : shortest;
                    found++;

                    PassFinder.Find(satellite, site, pass.MaxElevationDegrees + 1e-7, around)
                        .Should().NotContain(p => p.Window.Overlaps(pass.Window));
                }
            }
        }

        found.Should().BeGreaterThan(400);
        shortest.Should().BeLessThan(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void IfEverySecondIsTriedThenTheWindowsHoldExactlyThoseAboveTheMask()
    {
        // Satellites of the day's whole catalogue, evenly taken by period: what flies, not what was picked.
        var satellites = ReferenceDay.Read("catalogue", "active_2026-08-22.tle")
            .OrderBy(elements => elements.MeanMotion)
            .Where((_, index) => index % 400 == 0)
            .Select(Sgp4Propagator.Create)
            .ToList();
        var sites = new[] { 1, 5, 13 }.Select(k => new MaskedSite(ReferenceDay.Stations[k], HorizonMask.Flat(5))).ToList();
        var frames = sites.Select(site => site.Site.ToFrame()).ToList();
        satellites.Should().HaveCountGreaterThan(40);
        var wrong = new List<string>();
        foreach (var satellite in satellites)
        {
            var passes = PassFinder.Find(satellite, sites, ReferenceDay.Day);
            var windows = passes.Select(list => IntervalSet.Of(list.Select(pass => pass.Window))).ToList();
            for (var second = 0; second < 86400; second += 7)
            {
                var instant = ReferenceDay.Start.AddSeconds(second);
                _ = satellite.Propagate(instant, out var teme);
                var ecef = EarthFixed.FromTeme(teme, instant);
                for (var k = 0; k < sites.Count; k++)
                {
                    var elevation = frames[k].LookAt(ecef).ElevationDegrees;
                    if (windows[k].Contains(instant) != (elevation >= 5) && !(Math.Abs(elevation - 5) < 1e-9))
                    {
                        wrong.Add($"{satellite.Elements.Name} at {instant:O}: {elevation}");
                    }
                }
            }
        }

        wrong.Should().BeEmpty();
    }

    [Theory]
    [InlineData(28872)]
    [InlineData(29141)]
    public void IfASatelliteDecaysInTheSpanThenItsPassesEndThere(int norad)
    {
        var elements = ReferenceDay.Read("sgp4_verification", "SGP4-VER.TLE").Single(set => set.CatalogNumber == norad);
        var satellite = Sgp4Propagator.Create(elements);
        var span = new Interval(elements.Epoch, elements.Epoch.AddDays(1));
        var end = span.Start;
        while (satellite.Propagate(end, out _) == Sgp4Error.None)
        {
            end = end.AddSeconds(1);
        }

        end.Should().BeBefore(span.End);

        // Sites right under the satellite: one at its last moments, one at the epoch.
        foreach (var instant in new[] { end.AddSeconds(-1), elements.Epoch })
        {
            satellite.Propagate(instant, out var state).Should().Be(Sgp4Error.None);
            var below = EarthFixed.SubSatellitePoint(state.Position, instant);
            var passes = PassFinder.Find(satellite, new GroundSite("below", below.LatitudeDegrees, below.LongitudeDegrees), 5, span);
            passes.Should().Contain(pass => pass.Window.Contains(instant));
            passes.Should().OnlyContain(pass => pass.Window.End <= end && double.IsFinite(pass.MaxElevationDegrees));
            passes[^1].ClippedEnd.Should().Be(passes[^1].Window.End > end.AddSeconds(-1));
        }

        var late = new Interval(end.AddMinutes(1), span.End);
        PassFinder.Find(satellite, Svalbard, -90, late).Should().BeEmpty();
    }

    // SGP4 has states for it again after its decay, 7 hours from the epoch.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void IfASatelliteDecaysThenItsPassesAreTheSameInASpanOfAnyLength(int days)
    {
        var elements = ReferenceDay.Read("sgp4_verification", "SGP4-VER.TLE").Single(set => set.CatalogNumber == 29141);
        var satellite = Sgp4Propagator.Create(elements);
        MaskedSite[] sites = [.. ReferenceDay.Stations.Select(station => new MaskedSite(station, HorizonMask.Flat(0)))];
        var untilEnd = PassFinder.Find(satellite, sites, new Interval(elements.Epoch, elements.Epoch.AddHours(7.5)));

        var passes = PassFinder.Find(satellite, sites, new Interval(elements.Epoch, elements.Epoch.AddDays(days)));
        var after = PassFinder.Find(satellite, sites, new Interval(elements.Epoch.AddDays(days), elements.Epoch.AddDays(days + 2)));

        passes.SelectMany(found => found).Should().NotBeEmpty().And.Equal(untilEnd.SelectMany(found => found));
        after.SelectMany(found => found).Should().BeEmpty();
    }

    [Theory]
    [InlineData(91, 0, 0, "The latitude of site 'here' is 91; it must be -90 to 90 degrees.")]
    [InlineData(double.NaN, 0, 0, "The latitude of site 'here' is NaN; it must be -90 to 90 degrees.")]
    [InlineData(0, 361, 0, "The longitude of site 'here' is 361; it must be -180 to 360 degrees.")]
    [InlineData(0, 0, 1e9, "The altitude of site 'here' is 1000000000; it must be -1,000 to 100,000 metres.")]
    public void IfASiteIsNowhereThenTheSentenceNamesTheField(double latitude, double longitude, double altitude, string message)
    {
        var site = new GroundSite("here", latitude, longitude, altitude);
        var find = () => PassFinder.Find(ReferenceDay.Satellites[ThreeBodyA], site, 0, ReferenceDay.Day);
        find.Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Theory]
    [InlineData(90.5)]
    [InlineData(double.NaN)]
    public void IfTheMaskIsNoElevationThenItIsRefused(double mask)
    {
        var find = () => PassFinder.Find(ReferenceDay.Satellites[ThreeBodyA], Svalbard, mask, ReferenceDay.Day);
        find.Should().Throw<ArgumentException>().WithMessage("The minimum elevation is * degrees; it must be -90 to 90.*");
    }

    [Fact]
    public void IfTheMaskIsBelowTheHorizonThenWindowsGrow()
    {
        var lowered = Passes(Svalbard, -5);
        foreach (var pass in Passes(Svalbard, 0))
        {
            lowered.Should().Contain(wide => wide.Window.Contains(pass.Window) && wide.Window.Duration > pass.Window.Duration);
        }
    }

    [Fact]
    public void IfManyThreadsSearchThenEachFindsTheSame()
    {
        var satellite = ReferenceDay.Satellites[Molniya];
        var expected = PassFinder.Find(satellite, Svalbard, 5, ReferenceDay.Day);
        var found = new IReadOnlyList<Pass>[32];
        Parallel.For(0, found.Length, k => found[k] = PassFinder.Find(satellite, Svalbard, 5, ReferenceDay.Day));
        found.Should().OnlyContain(passes => passes.SequenceEqual(expected));
    }

    private static double Elevation(Sgp4Propagator satellite, GroundSite site, DateTimeOffset instant)
    {
        satellite.Propagate(instant, out var teme).Should().Be(Sgp4Error.None);
        return site.ToFrame().LookAt(EarthFixed.FromTeme(teme, instant)).ElevationDegrees;
    }

    private static IReadOnlyList<Pass> Passes(GroundSite site, double mask) =>
        PassFinder.Find(ReferenceDay.Satellites[ThreeBodyA], site, mask, ReferenceDay.Day);
}
