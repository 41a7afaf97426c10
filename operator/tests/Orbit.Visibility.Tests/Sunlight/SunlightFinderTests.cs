using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Eclipses;
using Orbit.Visibility.Intervals;
using Orbit.Visibility.Sunlight;

namespace Orbit.Visibility.Tests.Sunlight;

public sealed class SunlightFinderTests
{
    [Fact]
    public void IfASatelliteIsPropagatedAllDayThenSunlightIsWhatThePenumbraLeaves()
    {
        foreach (var satellite in ReferenceDay.Satellites.Values)
        {
            var penumbra = EclipseFinder.Find(satellite, ReferenceDay.Day).Penumbra;
            SunlightFinder.Find(satellite, ReferenceDay.Day).Should().Equal(penumbra.Complement(ReferenceDay.Day));
        }
    }

    [Fact]
    public void IfASatelliteDecaysThenItIsNotLitAfterwards()
    {
        var elements = ReferenceDay.Read("sgp4_verification", "SGP4-VER.TLE").Single(set => set.CatalogNumber == 29141);
        var satellite = Sgp4Propagator.Create(elements);
        var lit = SunlightFinder.Find(satellite, new Interval(elements.Epoch, elements.Epoch.AddDays(1)));
        var alive = lit.Union(EclipseFinder.Find(satellite, new Interval(elements.Epoch, elements.Epoch.AddDays(1))).Penumbra);
        alive.Should().ContainSingle().Which.Start.Should().Be(elements.Epoch);
        alive.Extent.Duration.Should().BeLessThan(TimeSpan.FromDays(1));
        satellite.Propagate(alive.Extent.End.AddTicks(-1), out _).Should().Be(Sgp4Error.None);
        satellite.Propagate(alive.Extent.End, out _).Should().NotBe(Sgp4Error.None);
    }

    [Fact]
    public void IfTheSpanIsEmptyThenThereIsNoSunlight() =>
        SunlightFinder.Find(ReferenceDay.Satellites[63982], new Interval(ReferenceDay.Start, ReferenceDay.Start)).Should().BeEmpty();
}
