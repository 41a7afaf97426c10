using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Intervals;
using Orbit.Visibility.Regions;

namespace Orbit.Visibility.Tests.Regions;

public sealed class OverflightFinderTests
{
    // The outline of the SAA again, as it is drawn.
    private static readonly GroundPoint[] Anomaly =
    [
        new(2, -72), new(4, -59), new(5, -43), new(4, -25), new(0, -14), new(-5, -6), new(-9, 3), new(-12, 13),
        new(-15, 25), new(-19, 32), new(-25, 37), new(-28, 40), new(-32, 39), new(-37, 39), new(-41, 31), new(-46, 21),
        new(-47, 12), new(-51, 0), new(-57, -11), new(-61, -23), new(-61, -38), new(-61, -52), new(-59, -68), new(-60, -83),
        new(-50, -96), new(-37, -95), new(-26, -96), new(-18, -98), new(-11, -98), new(-5, -93), new(-1, -83),
    ];

    // A band that satellites in low orbit cross in seconds, across the antimeridian.
    private static readonly GroundPolygon Strip = GroundPolygon.OnMap(new(10, 120), new(10, -100), new(10.2, -100), new(10.2, 120));

    [Fact]
    public void IfTheRegionIsTheAnomalyThenASatelliteIsInItExactlyWhenItsSubSatellitePointIs()
    {
        var wrong = new List<string>();
        var crossings = 0;
        foreach (var satellite in ReferenceDay.Satellites.Values)
        {
            var found = SouthAtlanticAnomaly.Crossings(satellite, ReferenceDay.Day);
            crossings += found.Count;

            // The map's lines are followed to 120 m, which a satellite in low orbit does in 16 ms and one in a high orbit,
            // whose point on the ground may nearly stand still, in a second.
            var sure = found.Shrink(TimeSpan.FromSeconds(1));
            var possible = found.Widen(TimeSpan.FromSeconds(1));
            for (var instant = ReferenceDay.Start; instant < ReferenceDay.Day.End; instant = instant.AddSeconds(10))
            {
                _ = satellite.Propagate(instant, out var state);
                var below = EarthFixed.SubSatellitePoint(state.Position, instant);
                var expected = below.AltitudeKm <= 2000 && MapRegion.Contains(Anomaly, below.LatitudeDegrees, below.LongitudeDegrees);
                if (expected ? !possible.Contains(instant) : sure.Contains(instant))
                {
                    wrong.Add($"{satellite.Elements.Name} at {instant:O}: {below}");
                }
            }
        }

        wrong.Should().BeEmpty();
        crossings.Should().BeGreaterThan(150);
    }

    [Fact]
    public void IfARegionIsNarrowThenNoCrossingOfItIsMissedAndItsEdgesAreExact()
    {
        var crossings = 0;
        foreach (var satellite in ReferenceDay.Satellites.Values.Where(satellite => satellite.PeriodMinutes < 130))
        {
            var found = OverflightFinder.Find(satellite, Strip, ReferenceDay.Day);
            foreach (var interval in found)
            {
                crossings++;
                foreach (var edge in new[] { interval.StartTicks, interval.EndTicks }.Where(edge => ReferenceDay.Day.StartTicks < edge && edge < ReferenceDay.Day.EndTicks))
                {
                    var within = (edge == interval.StartTicks, IsAbove(satellite, edge - 1), IsAbove(satellite, edge));
                    within.Should().Be((edge == interval.StartTicks, edge == interval.EndTicks, edge == interval.StartTicks));
                }
            }

            // A crossing takes 3 s or so: every second of the day is tried in a tenth of the day.
            for (var instant = ReferenceDay.Start; instant < ReferenceDay.Start.AddHours(2.4); instant = instant.AddSeconds(1))
            {
                found.Contains(instant).Should().Be(IsAbove(satellite, instant.UtcTicks));
            }
        }

        crossings.Should().BeGreaterThan(100);
    }

    [Fact]
    public void IfAHeightIsGivenThenOnlyWhatIsBelowItCounts()
    {
        // A Molniya orbit is over the north for hours, and below 3,000 km only around its perigee in the south.
        var satellite = ReferenceDay.Satellites[54878];
        var low = OverflightFinder.Find(satellite, GroundPolygon.OnMap(new(-1, 0), new(-1, 120), new(-1, -120)), ReferenceDay.Day, 3000);
        low.Should().NotBeEmpty();
        for (var instant = ReferenceDay.Start; instant < ReferenceDay.Day.End; instant = instant.AddSeconds(5))
        {
            _ = satellite.Propagate(instant, out var state);
            var below = EarthFixed.SubSatellitePoint(state.Position, instant);
            if (Math.Abs(below.LatitudeDegrees + 1) > 0.01 && Math.Abs(below.AltitudeKm - 3000) > 0.1)
            {
                low.Contains(instant).Should().Be(below is { LatitudeDegrees: < -1, AltitudeKm: < 3000 }, "at {0:O}: {1}", instant, below);
            }
        }
    }

    [Fact]
    public void IfARegionHoldsForATimeThenTheSatelliteStaysOnItsSideOfIt()
    {
        MarginPromise.Keeps(_ => new RegionMargin(SouthAtlanticAnomaly.Outline, 2000)).Should().BeGreaterThan(5000);
        MarginPromise.Keeps(_ => new RegionMargin(Strip, double.PositiveInfinity)).Should().BeGreaterThan(5000);
        MarginPromise.Keeps(_ => new RegionMargin(GroundPolygon.OnMap(new(30, 0), new(30, 120), new(30, -120)), 800)).Should().BeGreaterThan(5000);
    }

    [Fact]
    public void IfASatelliteDecaysOrTheSpanIsEmptyThenNothingIsFoundAfterIt()
    {
        var elements = ReferenceDay.Read("sgp4_verification", "SGP4-VER.TLE").Single(set => set.CatalogNumber == 29141);
        var satellite = Sgp4Propagator.Create(elements);
        var everywhere = GroundPolygon.OnMap(new(-1, 0), new(-1, 120), new(-1, -120));
        var found = OverflightFinder.Find(satellite, everywhere, new Interval(elements.Epoch, elements.Epoch.AddDays(1)));
        found.Should().NotBeEmpty();
        satellite.Propagate(found.Extent.End.AddTicks(-1), out _).Should().Be(Sgp4Error.None);
        SouthAtlanticAnomaly.Crossings(satellite, new Interval(elements.Epoch, elements.Epoch)).Should().BeEmpty();
        SouthAtlanticAnomaly.Crossings(satellite, new Interval(elements.Epoch.AddYears(200), elements.Epoch.AddYears(201))).Should().BeEmpty();
    }

    [Fact]
    public void IfTheHeightIsNoneThenTheMessageSaysSo() =>
        FluentActions.Invoking(() => OverflightFinder.Find(ReferenceDay.Satellites[63982], Strip, ReferenceDay.Day, double.NaN))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("*greatest height*");

    private static bool IsAbove(Sgp4Propagator satellite, long ticks)
    {
        var instant = new DateTimeOffset(ticks, TimeSpan.Zero);
        _ = satellite.Propagate(instant, out var state);
        var (normal, _) = GeodeticNormal.Below(EarthFixed.FromTeme(state, instant).Position);
        return Strip.Depth(normal) >= 0;
    }
}
