using Orbit.Astrodynamics.Frames;

namespace Orbit.Astrodynamics.Tests.Frames;

public sealed class GeodeticPointTests
{
    [Fact]
    public void IfAPointGoesToEcefAndBackThenItIsTheSame()
    {
        var random = new Random(1);
        for (var k = 0; k < 10_000; k++)
        {
            var point = new GeodeticPoint(
                (180 * random.NextDouble()) - 90,
                (360 * random.NextDouble()) - 180,
                (50_000 * random.NextDouble()) - 100);
            var back = GeodeticPoint.FromEcef(point.ToEcef());
            back.LatitudeDegrees.Should().BeApproximately(point.LatitudeDegrees, 1e-11);
            back.LongitudeDegrees.Should().BeApproximately(point.LongitudeDegrees, 1e-11);
            back.AltitudeKm.Should().BeApproximately(point.AltitudeKm, 1e-9);
        }
    }

    [Theory]
    [InlineData(90, 6356.7523142)]
    [InlineData(-90, -6356.7523142)]
    public void IfThePointIsAPoleThenItIsTheSemiMinorAxisFromTheCentre(double latitude, double z)
    {
        var pole = new GeodeticPoint(latitude, 0, 0).ToEcef();
        pole.Z.Should().BeApproximately(z, 1e-7);
        GeodeticPoint.FromEcef(new Vector3(0, 0, pole.Z)).AltitudeKm.Should().BeApproximately(0, 1e-9);
        GeodeticPoint.FromEcef(new Vector3(0, 0, pole.Z)).LatitudeDegrees.Should().Be(latitude);
    }

    [Fact]
    public void IfAPublishedPointIsConvertedThenTheFiguresAgree()
    {
        // Vallado, Fundamentals of Astrodynamics, example 3-3: (6524.834, 6862.875, 6448.296) km.
        var point = GeodeticPoint.FromEcef(new Vector3(6524.834, 6862.875, 6448.296));
        point.LatitudeDegrees.Should().BeApproximately(34.352496, 1e-6);
        point.LongitudeDegrees.Should().BeApproximately(46.4464, 1e-4);
        point.AltitudeKm.Should().BeApproximately(5085.22, 0.01);
    }
}
