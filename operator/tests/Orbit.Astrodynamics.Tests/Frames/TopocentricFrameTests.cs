using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sgp4;

namespace Orbit.Astrodynamics.Tests.Frames;

public sealed class TopocentricFrameTests
{
    [Theory]
    [InlineData(0.0, 1, 0)]
    [InlineData(90.0, 0, 1)]
    [InlineData(180.0, -1, 0)]
    [InlineData(270.0, 0, -1)]
    public void IfTheSatelliteIsInAQuarterOfTheSkyThenTheAzimuthSaysSo(double azimuth, double north, double east)
    {
        var frame = new TopocentricFrame(new GeodeticPoint(47, 8, 0.4));
        var position = frame.Origin + (100 * north * frame.North) + (100 * east * frame.East) + (100 * frame.Up);
        var look = frame.LookAt(new StateVector(position, new Vector3(0, 0, 0)));
        look.AzimuthDegrees.Should().BeApproximately(azimuth, 1e-9);
        look.ElevationDegrees.Should().BeApproximately(45, 1e-9);
        look.RangeKm.Should().BeApproximately(100 * Math.Sqrt(2), 1e-9);
    }

    [Fact]
    public void IfTheSatelliteIsStraightUpThenTheElevationIsNinety()
    {
        var frame = new TopocentricFrame(new GeodeticPoint(-33, 151, 0));
        var look = frame.LookAt(new StateVector(new GeodeticPoint(-33, 151, 700).ToEcef(), 2 * frame.Up));
        look.ElevationDegrees.Should().BeApproximately(90, 1e-6);
        look.RangeKm.Should().BeApproximately(700, 1e-9);
        look.RangeRateKmPerSecond.Should().BeApproximately(2, 1e-9);
    }

    [Fact]
    public void IfTheAzimuthIsAHairWestOfNorthThenItIsStillBelow360()
    {
        var frame = new TopocentricFrame(new GeodeticPoint(0, 0, 0));
        var position = frame.Origin + (1000 * frame.North) + (-1e-20 * frame.East);
        frame.LookAt(new StateVector(position, default)).AzimuthDegrees.Should().BeInRange(0, 359.99999999999994);
    }

    [Fact]
    public void IfASecondPassesThenRangeRateIsTheChangeOfTheRange()
    {
        var (elements, _) = TestData.ReadTles("reference_windows", "satellites.tle").First();
        var satellite = Sgp4Propagator.Create(elements);
        var frame = new TopocentricFrame(new GeodeticPoint(78.23, 15.41, 0.45));
        for (var second = 0; second < 6000; second += 60)
        {
            // SGP4's velocity leaves out its slow terms: up to 2e-5 km/s here.
            var change = Look(second + 0.5).RangeKm - Look(second - 0.5).RangeKm;
            Look(second).RangeRateKmPerSecond.Should().BeApproximately(change, 5e-5);
        }

        LookAngles Look(double seconds)
        {
            var instant = TestData.Start.AddSeconds(seconds);
            satellite.Propagate(instant, out var teme).Should().Be(Sgp4Error.None);
            return frame.LookAt(EarthFixed.FromTeme(teme, instant));
        }
    }

    [Fact]
    public void IfASiteIsBelowTheSatelliteThenItSeesItAtTheZenith()
    {
        var (elements, _) = TestData.ReadTles("reference_windows", "satellites.tle").First();
        var satellite = Sgp4Propagator.Create(elements);
        satellite.Propagate(TestData.Start, out var teme).Should().Be(Sgp4Error.None);
        var below = EarthFixed.SubSatellitePoint(teme.Position, TestData.Start);
        below.AltitudeKm.Should().BeInRange(480, 530);
        var site = new TopocentricFrame(below with { AltitudeKm = 0 });
        var look = site.LookAt(EarthFixed.FromTeme(teme, TestData.Start));
        look.ElevationDegrees.Should().BeApproximately(90, 1e-5);
        look.RangeKm.Should().BeApproximately(below.AltitudeKm, 1e-9);
    }

    [Fact]
    public void IfAPositionIsTurnedToTheEarthAndBackThenItIsTheSame()
    {
        var teme = new Vector3(4000, -3000, 5000);
        (EarthFixed.ToTeme(EarthFixed.FromTeme(teme, 1.234), 1.234) - teme).Length.Should().BeLessThan(1e-11);
    }
}
