using Orbit.Astrodynamics.Sgp4;
using Orbit.Astrodynamics.Sun;
using Orbit.Visibility.Eclipses;
using Orbit.Visibility.Intervals;

namespace Orbit.Visibility.Tests.Eclipses;

public sealed class EclipseFinderTests
{
    [Fact]
    public void IfTheSpanIsEmptyThenThereIsNoEclipse()
    {
        var eclipses = EclipseFinder.Find(ReferenceDay.Satellites[63982], new Interval(ReferenceDay.Start, ReferenceDay.Start));
        eclipses.Penumbra.Should().BeEmpty();
        eclipses.Umbra.Should().BeEmpty();
    }

    [Fact]
    public void IfEverySecondIsTriedThenTheWindowsHoldExactlyTheDarkOnes()
    {
        // The classes of orbit that the reference file has no eclipses of, and some days more of the geostationary one,
        // whose eclipse season begins at the end of August.
        var wrong = new List<string>();
        foreach (var norad in new[] { 62680, 48977, 43245, 32276, 54878, 40484, 41879 })
        {
            var satellite = ReferenceDay.Satellites[norad];
            var span = new Interval(ReferenceDay.Start, ReferenceDay.Start.AddDays(norad == 41879 ? 12 : 1));
            var eclipses = EclipseFinder.Find(satellite, span);
            for (var instant = span.Start; instant < span.End; instant = instant.AddSeconds(10))
            {
                _ = satellite.Propagate(instant, out var teme);
                var found = eclipses.Umbra.Contains(instant) ? Illumination.Umbra
                    : eclipses.Penumbra.Contains(instant) ? Illumination.Penumbra
                    : Illumination.Sunlit;
                if (found != EarthShadow.At(teme.Position, instant))
                {
                    wrong.Add($"{norad} at {instant:O}: {found}");
                }
            }
        }

        wrong.Should().BeEmpty();
    }

    [Fact]
    public void IfAnEclipseIsTotalThenItsUmbraLiesWithinItsPenumbra()
    {
        var eclipses = EclipseFinder.Find(ReferenceDay.Satellites[63982], ReferenceDay.Day);
        eclipses.Umbra.Should().NotBeEmpty();
        eclipses.Umbra.Should().OnlyContain(umbra => eclipses.Penumbra.Contains(umbra));
    }

    [Fact]
    public void IfASatelliteDecaysInTheSpanThenItsEclipsesEndThere()
    {
        var elements = ReferenceDay.Read("sgp4_verification", "SGP4-VER.TLE").Single(set => set.CatalogNumber == 29141);
        var satellite = Sgp4Propagator.Create(elements);
        var eclipses = EclipseFinder.Find(satellite, new Interval(elements.Epoch, elements.Epoch.AddDays(1)));
        eclipses.Penumbra.Should().NotBeEmpty();
        satellite.Propagate(eclipses.Penumbra[^1].End.AddTicks(-1), out _).Should().Be(Sgp4Error.None);
    }

    // SGP4 has states for it again after its decay, 7 hours from the epoch.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void IfASatelliteDecaysThenItsEclipsesAreTheSameInASpanOfAnyLength(int days)
    {
        var elements = ReferenceDay.Read("sgp4_verification", "SGP4-VER.TLE").Single(set => set.CatalogNumber == 29141);
        var satellite = Sgp4Propagator.Create(elements);
        var untilEnd = EclipseFinder.Find(satellite, new Interval(elements.Epoch, elements.Epoch.AddHours(7.5)));

        var eclipses = EclipseFinder.Find(satellite, new Interval(elements.Epoch, elements.Epoch.AddDays(days)));
        var after = EclipseFinder.Find(satellite, new Interval(elements.Epoch.AddDays(days), elements.Epoch.AddDays(days + 2)));

        eclipses.Penumbra.Should().NotBeEmpty().And.Equal(untilEnd.Penumbra);
        eclipses.Umbra.Should().NotBeEmpty().And.Equal(untilEnd.Umbra);
        after.Penumbra.Should().BeEmpty();
    }
}
