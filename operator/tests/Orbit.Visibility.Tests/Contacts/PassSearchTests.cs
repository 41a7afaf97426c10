using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Contacts;
using Orbit.Visibility.Intervals;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Tests.Contacts;

/// <summary>The search by interpolated nodes against the search on exact states, which is slow and known to be right.</summary>
public sealed class PassSearchTests
{
    private const int Seed = 20260822;

    // 1 µs; the promise is ten times that.
    private const long MostTicks = 10;

    private static readonly double[] Masks = [-1, 0, 5, 10, 30, 85];

    private readonly RandomOrbits _random = new(Seed);

    [Fact]
    public void IfTheWholeCatalogueIsSampledThenThePassesAreThoseOfTheExactSearch()
    {
        // Evenly by period, so that what is rare counts: two thirds low, the rest high.
        var byPeriod = ReferenceDay.Read("catalogue", "active_2026-08-22.tle").OrderBy(elements => elements.MeanMotion).ToList();
        var satellites = byPeriod.Where((_, k) => k < 1200 ? k % 24 == 0 : k % 180 == 0).Select(Sgp4Propagator.Create);

        Compare(satellites, ReferenceDay.Day).Should().BeGreaterThan(5000);
    }

    [Fact]
    public void IfTheOrbitsAreRandomThenThePassesAreThoseOfTheExactSearch() =>
        Compare(Enumerable.Range(0, 80).Select(_ => _random.Next()), ReferenceDay.Day).Should().BeGreaterThan(1500);

    [Fact]
    public void IfASatelliteDecaysThenItsPassesAreThoseOfTheExactSearch()
    {
        var passes = 0;
        foreach (var elements in ReferenceDay.Read("sgp4_verification", "SGP4-VER.TLE").Where(set => set.CatalogNumber is 28872 or 29141 or 28350 or 22312))
        {
            passes += Compare([Sgp4Propagator.Create(elements)], new Interval(elements.Epoch.AddHours(-1), elements.Epoch.AddDays(2)));
        }

        passes.Should().BePositive();
    }

    [Fact]
    public void IfASpanIsLongThenItsPassesAreThoseOfItsDays()
    {
        var sites = Sites(8);
        foreach (var satellite in new[] { ReferenceDay.Satellites[63982], ReferenceDay.Satellites[44552], ReferenceDay.Satellites[41879] })
        {
            var days = Enumerable.Range(0, 12).Select(k => new Interval(ReferenceDay.Start.AddDays(k), ReferenceDay.Start.AddDays(k + 1)));
            var whole = Find(satellite, sites, new Interval(ReferenceDay.Start, ReferenceDay.Start.AddDays(12)));
            for (var site = 0; site < sites.Count; site++)
            {
                var byDay = IntervalSet.Of(days.SelectMany(day => Find(satellite, sites, day)[site]).Select(pass => pass.Window));
                IntervalSet.Of(whole[site].Select(pass => pass.Window)).Should().Equal(byDay);
                whole[site].Should().HaveCount(byDay.Count);
            }
        }
    }

    [Fact]
    public void IfTheSpanChangesThenThePassesInsideStayTheSameToTheTick()
    {
        var sites = Sites(12);
        for (var k = 0; k < 24; k++)
        {
            var satellite = _random.Next();
            var whole = Find(satellite, sites, ReferenceDay.Day);
            var start = ReferenceDay.Start.AddSeconds(_random.Between(0, 60_000));
            var span = new Interval(start, start.AddSeconds(_random.Between(600, 26_000)));
            var part = Find(satellite, sites, span);
            for (var site = 0; site < sites.Count; site++)
            {
                var inside = whole[site].Where(pass => span.Contains(pass.Window) && pass.Window.Start > span.Start && pass.Window.End < span.End);
                part[site].Where(pass => !pass.ClippedStart && !pass.ClippedEnd).Should().Equal(inside, "seed {0}, satellite {1}", Seed, k);
            }
        }
    }

    [Fact]
    public void IfTheHorizonMovesByTenMinutesThenTheAdditionHoldsWhatTheWholeHolds()
    {
        var sites = Sites(12);
        var satellite = ReferenceDay.Satellites[63982];
        var whole = Find(satellite, sites, ReferenceDay.Day);
        for (var minutes = 0; minutes < 1440; minutes += 10)
        {
            var span = new Interval(ReferenceDay.Start.AddMinutes(minutes), ReferenceDay.Start.AddMinutes(minutes + 10));
            var part = Find(satellite, sites, span);
            for (var site = 0; site < sites.Count; site++)
            {
                part[site].Select(pass => pass.Window).Should().Equal(
                    whole[site].Select(pass => pass.Window).Where(window => window.Overlaps(span)).Select(window => window.Intersect(span)));
            }
        }
    }

    [Fact]
    public void IfManySatellitesAreSearchedThenNothingButTheListIsAllocated()
    {
        var sites = Sites(12, [10]);
        var satellites = ReferenceDay.Satellites.Values.Where(satellite => satellite.PeriodMinutes < 200).Take(20).ToList();
        var search = new PassSearch();
        var found = new List<SitePass>(4000);
        FindAll();
        var before = GC.GetAllocatedBytesForCurrentThread();
        FindAll();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        found.Should().HaveCountGreaterThan(400);
        allocated.Should().BeLessThan(64 * 1024, "only a graze or two of some thousand passes may take the exact search");

        void FindAll()
        {
            found.Clear();
            foreach (var satellite in satellites)
            {
                search.Find(satellite, sites, ReferenceDay.Day, found);
            }
        }
    }

    [Fact]
    public void IfTheHorizonIsTenYearsThenItIsSearchedAllTheSame()
    {
        // Drag takes it down long before: its last pass ends there.
        var satellite = ReferenceDay.Satellites[63982];
        var sites = Sites(1, [10]);
        var passes = Find(satellite, sites, new Interval(ReferenceDay.Start, ReferenceDay.Start.AddYears(10)))[0];
        passes.Should().HaveCountGreaterThan(100);
        passes.Should().OnlyContain(pass => !pass.Window.IsEmpty && double.IsFinite(pass.MaxElevationDegrees));
    }

    [Fact]
    public void IfTheHorizonIsACenturyAwayThenThereIsNoPass()
    {
        var far = new Interval(ReferenceDay.Start.AddYears(500), ReferenceDay.Start.AddYears(501));
        Find(ReferenceDay.Satellites[63982], Sites(2), far).Should().OnlyContain(passes => passes.Count == 0);
    }

    [Theory]
    [InlineData(90)]
    [InlineData(89.999)]
    [InlineData(-89.9)]
    [InlineData(-90)]
    public void IfTheMaskIsExtremeThenThePassesAreThoseOfTheExactSearch(double mask)
    {
        var sites = Sites(6, [mask]);
        foreach (var satellite in new[] { ReferenceDay.Satellites[63982], ReferenceDay.Satellites[44552], ReferenceDay.Satellites[41879] })
        {
            Compare(satellite, sites, ReferenceDay.Day);
        }
    }

    private static IReadOnlyList<IReadOnlyList<Pass>> Find(Sgp4Propagator satellite, SiteSet sites, Interval span) =>
        PassFinder.Find(satellite, sites, span);

    private SiteSet Sites(int count, double[]? masks = null) =>
        SiteSet.Of([.. Enumerable.Range(0, count).Select(_ => new MaskedSite(_random.Place(), HorizonMask.Flat(_random.Of(masks ?? Masks))))]);

    // Returns how many passes were compared.
    private int Compare(IEnumerable<Sgp4Propagator> satellites, Interval span) =>
        satellites.Sum(satellite => Compare(satellite, Sites(12), span));

    private static int Compare(Sgp4Propagator satellite, SiteSet sites, Interval span)
    {
        var found = Find(satellite, sites, span);
        var trajectory = new Trajectory(satellite, span);
        for (var site = 0; site < sites.Count; site++)
        {
            var margin = new ElevationMargin(sites.Frame(site), sites.Planes[site].MaskDegrees);
            var exact = CrossingSearch.Find(trajectory, margin, trajectory.Span);
            found[site].Should().HaveSameCount(exact, "seed {0}, {1} over {2}", Seed, satellite.Elements, sites[site]);
            foreach (var (pass, window) in found[site].Zip(exact))
            {
                var off = Math.Max(Math.Abs(pass.Window.StartTicks - window.StartTicks), Math.Abs(pass.Window.EndTicks - window.EndTicks));
                off.Should().BeLessThanOrEqualTo(MostTicks, "seed {0}, {1} over {2} at {3}", Seed, satellite.Elements, sites[site], window);
                pass.ClippedStart.Should().Be(window.StartTicks == trajectory.Span.StartTicks);
                pass.ClippedEnd.Should().Be(window.EndTicks == trajectory.Span.EndTicks);
                pass.Window.Widen(TimeSpan.FromTicks(1)).Contains(pass.Culmination).Should().BeTrue();
                var top = Culmination.Find(trajectory, sites.Frame(site), window);

                // Near the zenith the exact search's sine of the elevation is too flat to show the very top.
                pass.MaxElevationDegrees.Should().BeInRange(
                    top.ElevationDegrees - 1e-7, top.ElevationDegrees + (top.ElevationDegrees > 89 ? 1e-3 : 1e-6), "{0} over {1} at {2}", satellite.Elements, sites[site], window);
                satellite.Propagate(pass.Culmination, out var teme).Should().Be(Sgp4Error.None);
                sites.Frame(site).LookAt(EarthFixed.FromTeme(teme, pass.Culmination)).ElevationDegrees
                    .Should().BeApproximately(pass.MaxElevationDegrees, 1e-8);
            }
        }

        return found.Sum(passes => passes.Count);
    }
}
