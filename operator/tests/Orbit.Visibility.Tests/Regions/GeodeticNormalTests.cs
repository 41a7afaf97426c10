using Orbit.Astrodynamics.Frames;
using Orbit.Visibility.Regions;

namespace Orbit.Visibility.Tests.Regions;

public sealed class GeodeticNormalTests
{
    [Fact]
    public void IfAPositionIsAnywhereFromTheGroundToBeyondTheGeostationaryOrbitThenTheNormalIsThatOfItsCoordinates()
    {
        var random = new Random(1);
        double angle = 0, height = 0;
        for (var k = 0; k < 20_000; k++)
        {
            var place = new GeodeticPoint(
                k < 10 ? 90 - (20 * (k % 10)) : double.RadiansToDegrees(Math.Asin((2 * random.NextDouble()) - 1)),
                (360 * random.NextDouble()) - 180,
                Math.Pow(10, 5.2 * random.NextDouble()) - 1);
            var (normal, heightKm) = GeodeticNormal.Below(place.ToEcef());
            angle = Math.Max(angle, (normal - GeodeticNormal.Of(place.LatitudeDegrees, place.LongitudeDegrees)).Length);
            height = Math.Max(height, Math.Abs(heightKm - place.AltitudeKm));
        }

        angle.Should().BeLessThan(1e-12);
        height.Should().BeLessThan(1e-9);
    }

    [Fact]
    public void IfAPositionIsOnTheAxisThenTheNormalIsTheAxis()
    {
        var (normal, height) = GeodeticNormal.Below(new Vector3(0, 0, -7000));
        normal.Should().Be(new Vector3(0, 0, -1));
        height.Should().BeApproximately(7000 - 6356.752314245, 1e-9);
    }
}
