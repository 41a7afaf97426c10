using Orbit.Astrodynamics.Frames;
using Orbit.Visibility.Regions;

namespace Orbit.Visibility.Tests.Regions;

public sealed class GroundPolygonTests
{
    private static readonly GroundPoint[] Horseshoe = [new(0, 0), new(0, 30), new(20, 30), new(20, 20), new(5, 20), new(5, 10), new(20, 10), new(20, 0)];

    [Fact]
    public void IfARegionIsDrawnOnAMapThenItHoldsWhatTheMapShows()
    {
        var region = GroundPolygon.OnMap(Horseshoe);
        foreach (var (latitude, longitude, inside) in Grid(Horseshoe))
        {
            region.Contains(new GroundPoint(latitude, longitude)).Should().Be(inside, "at {0}, {1}", latitude, longitude);
        }
    }

    [Fact]
    public void IfTheCornersAreGivenTheOtherWayRoundThenItIsTheSameRegion()
    {
        var region = GroundPolygon.OnMap([.. Horseshoe.Reverse()]);
        region.AreaSteradians.Should().BeApproximately(GroundPolygon.OnMap(Horseshoe).AreaSteradians, 1e-12);
        region.Contains(new GroundPoint(2, 15)).Should().BeTrue();
        region.Contains(new GroundPoint(15, 15)).Should().BeFalse();
    }

    [Theory]
    [InlineData(170, -170)]
    [InlineData(170, 190)]
    public void IfARegionLiesAcrossTheAntimeridianThenItIsWhatLiesBetweenItsCorners(double west, double east)
    {
        var region = GroundPolygon.OnMap(new GroundPoint(-10, west), new GroundPoint(-10, east), new GroundPoint(10, east), new GroundPoint(10, west));
        region.Contains(new GroundPoint(0, 180)).Should().BeTrue();
        region.Contains(new GroundPoint(0, -179)).Should().BeTrue();
        region.Contains(new GroundPoint(9, 171)).Should().BeTrue();
        region.Contains(new GroundPoint(0, 169)).Should().BeFalse();
        region.Contains(new GroundPoint(0, 0)).Should().BeFalse();

        // Between two parallels: the difference of the sines times that of the longitudes.
        region.AreaSteradians.Should().BeApproximately(2 * Math.Sin(Math.PI / 18) * Math.PI / 9, 1e-4);
    }

    [Fact]
    public void IfARingGoesAroundAPoleThenTheRegionHoldsIt()
    {
        var ring = new GroundPoint[] { new(-60, 0), new(-60, 120), new(-60, -120) };
        var antarctic = GroundPolygon.OnMap(ring);
        antarctic.Contains(new GroundPoint(-90, 0)).Should().BeTrue();
        antarctic.Contains(new GroundPoint(-60.5, 60)).Should().BeTrue();
        antarctic.Contains(new GroundPoint(-59.5, 60)).Should().BeFalse();
        antarctic.Contains(new GroundPoint(90, 0)).Should().BeFalse();
        antarctic.AreaSteradians.Should().BeApproximately(Math.Tau * (1 - Math.Sin(Math.PI / 3)), 1e-3);

        // By arcs the same corners cut across: the middle of an arc is nearer to the pole than its ends.
        GroundPolygon.OfArcs(ring).Contains(new GroundPoint(-70, 60)).Should().BeFalse();
    }

    [Fact]
    public void IfARingIsTheEquatorThenItsRegionIsHalfTheEarth() =>
        GroundPolygon.OnMap(new(0, 0), new(0, 120), new(0, -120)).AreaSteradians.Should().BeApproximately(Math.Tau, 1e-9);

    [Fact]
    public void IfADirectionIsAnywhereThenItsDepthIsTheAngleToTheNearestPointOfTheBounds()
    {
        var corners = new GroundPoint[] { new(10, 350), new(-30, 20), new(-5, 40), new(25, 60), new(60, 30), new(20, 20) };
        var region = GroundPolygon.OfArcs(corners);
        var bounds = new List<Vector3>();
        for (var k = 0; k < corners.Length; k++)
        {
            var a = GeodeticNormal.Of(corners[k].LatitudeDegrees, corners[k].LongitudeDegrees);
            var next = corners[(k + 1) % corners.Length];
            var b = GeodeticNormal.Of(next.LatitudeDegrees, next.LongitudeDegrees);
            bounds.AddRange(Enumerable.Range(0, 2000).Select(step => Unit(((1 - (step / 2000.0)) * a) + (step / 2000.0 * b))));
        }

        var random = new Random(1);
        for (var k = 0; k < 2000; k++)
        {
            var direction = Unit(new Vector3(random.NextDouble() - 0.2, random.NextDouble() - 0.3, random.NextDouble() - 0.5));
            var nearest = bounds.Min(place => Math.Acos(Math.Min(1, Vector3.Dot(place, direction))));
            var depth = region.Depth(direction);
            Math.Abs(depth).Should().BeApproximately(Math.Min(nearest, Math.PI / 2), 1e-3);
            if (region.QuickDepth(direction) is var quick && !quick.Equals(depth))
            {
                quick.Should().BeNegative().And.BeGreaterThan(depth);
            }
        }
    }

    [Fact]
    public void IfTheCornersMakeNoRegionThenTheMessageSaysWhy()
    {
        Of(new GroundPoint(0, 0), new GroundPoint(0, 10)).Should().Throw<ArgumentException>().WithMessage("*2 different corners*3 to 4000*");
        Of(new GroundPoint(0, 0), new GroundPoint(0, 10), new GroundPoint(0, 0)).Should().Throw<ArgumentException>().WithMessage("*2 different corners*");
        Of(new GroundPoint(0, 0), new GroundPoint(0, 10), new GroundPoint(double.NaN, 5)).Should().Throw<ArgumentException>().WithMessage("Corner 3*NaN*");
        Of(new GroundPoint(0, 0), new GroundPoint(0, 10), new GroundPoint(91, 5)).Should().Throw<ArgumentException>().WithMessage("Corner 3*latitude 91*");
        Of(new GroundPoint(0, 0), new GroundPoint(10, 10), new GroundPoint(0, 10), new GroundPoint(10, 0)).Should().Throw<ArgumentException>().WithMessage("*cross each other*");
        Of(new GroundPoint(0, 0), new GroundPoint(0, 10), new GroundPoint(0, 10), new GroundPoint(5, 5)).Should().Throw<ArgumentException>().WithMessage("*same place*");
        Of(new GroundPoint(0, 0), new GroundPoint(0, 180), new GroundPoint(5, 5)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => GroundPolygon.OnMap([.. Enumerable.Range(0, 60).Select(k => new GroundPoint(k, k % 2 == 0 ? -50 : 50))]))
            .Should().Throw<ArgumentException>().WithMessage("*bounded by*arcs*at most 4000*");
        FluentActions.Invoking(() => GroundPolygon.OnMap(Horseshoe).Contains(new GroundPoint(0, double.PositiveInfinity))).Should().Throw<ArgumentException>().WithMessage("The place*");
    }

    private static Action Of(params GroundPoint[] corners) => () => GroundPolygon.OfArcs(corners);

    private static Vector3 Unit(Vector3 v) => 1 / v.Length * v;

    // Every place at odd quarters of a degree, none of them on a line of the map.
    private static IEnumerable<(double Latitude, double Longitude, bool Inside)> Grid(GroundPoint[] corners)
    {
        for (var latitude = -5.25; latitude < 26; latitude += 1.5)
        {
            for (var longitude = -5.25; longitude < 36; longitude += 1.5)
            {
                yield return (latitude, longitude, MapRegion.Contains(corners, latitude, longitude));
            }
        }
    }
}
