using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Contacts;
using Orbit.Visibility.Intervals;

namespace Orbit.Visibility.Tests.Contacts;

public sealed class FleetPassFinderTests
{
    private static readonly SiteSet Sites = SiteSet.Of([.. ReferenceDay.Stations.Select(site => new MaskedSite(site, HorizonMask.Flat(10)))]);

    private static readonly IReadOnlyList<Sgp4Propagator> Fleet = [.. ReferenceDay.Satellites.Values];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void IfAFleetIsSearchedOnAnyNumberOfThreadsThenEachSatelliteHasThePassesOfItsOwnSearch(int threads)
    {
        var found = Find(Fleet, Sites, ReferenceDay.Day, threads);
        for (var k = 0; k < Fleet.Count; k++)
        {
            var own = PassFinder.Find(Fleet[k], Sites, ReferenceDay.Day);
            found[k].Should().Equal(own.SelectMany((passes, site) => passes.Select(pass => new SitePass(site, pass))));
        }
    }

    [Fact]
    public void IfASatelliteHasDecayedThenItsNeighboursHaveTheirPasses()
    {
        var decayed = Sgp4Propagator.Create(
            ReferenceDay.Read("sgp4_verification", "SGP4-VER.TLE").Single(set => set.CatalogNumber == 28872));
        var alone = Find(Fleet, Sites, ReferenceDay.Day, 1);

        var mixed = Find([.. Fleet.SelectMany(satellite => new[] { decayed, satellite, decayed })], Sites, ReferenceDay.Day, 2);

        for (var k = 0; k < Fleet.Count; k++)
        {
            mixed[3 * k].Should().BeEmpty();
            mixed[(3 * k) + 1].Should().Equal(alone[k]);
            mixed[(3 * k) + 2].Should().BeEmpty();
        }
    }

    [Fact]
    public void IfASatelliteIsMissingThenItHasNoPasses()
    {
        var passes = new int[3];
        FleetPassFinder.Find(
            3, k => k == 1 ? null : Fleet[k], Sites, ReferenceDay.Day, (k, found) => passes[k] = found.Length);
        passes[0].Should().BePositive();
        passes[1].Should().Be(0);
        passes[2].Should().BePositive();
    }

    [Fact]
    public void IfThereIsNoSiteOrNoTimeThenThereIsNoPass()
    {
        Find(Fleet, SiteSet.Of(), ReferenceDay.Day, 2).Should().OnlyContain(passes => passes.Count == 0);
        Find(Fleet, Sites, new Interval(ReferenceDay.Start, ReferenceDay.Start), 2).Should().OnlyContain(passes => passes.Count == 0);
        Find([], Sites, ReferenceDay.Day, 2).Should().BeEmpty();
    }

    [Fact]
    public void IfTheSearchIsCancelledThenItEnds()
    {
        using var cancellation = new CancellationTokenSource();
        var searched = 0;
        var find = () => FleetPassFinder.Find(
            1_000_000,
            k => Fleet[k % Fleet.Count],
            Sites,
            ReferenceDay.Day,
            (_, _) =>
            {
                if (Interlocked.Increment(ref searched) == 5)
                {
                    cancellation.Cancel();
                }
            },
            2,
            cancellation.Token);
        find.Should().Throw<OperationCanceledException>();
        searched.Should().BeLessThan(20);
    }

    [Fact]
    public void IfASiteIsNowhereThenTheSetRefusesIt()
    {
        var make = () => SiteSet.Of(new MaskedSite(new GroundSite("here", double.NaN, 0), HorizonMask.Flat(0)));
        make.Should().Throw<ArgumentException>().WithMessage("The latitude of site 'here' is NaN; it must be -90 to 90 degrees.");
    }

    private static IReadOnlyList<IReadOnlyList<SitePass>> Find(IReadOnlyList<Sgp4Propagator> fleet, SiteSet sites, Interval span, int threads)
    {
        var found = new IReadOnlyList<SitePass>[fleet.Count];
        FleetPassFinder.Find(fleet, sites, span, (k, passes) => found[k] = passes.ToArray(), threads);
        found.Should().NotContainNulls();
        return found;
    }
}
