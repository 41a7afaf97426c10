using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Contacts;
using Orbit.Visibility.Intervals;

namespace Orbit.Visibility.Tests.Contacts;

public sealed class HorizonMaskTests
{
    private static readonly HorizonMask Hill = new(5, [new(90, 20), new(180, 10), new(350, 0)]);

    [Theory]
    [InlineData(90, 20)]
    [InlineData(135, 15)]
    [InlineData(180, 10)]
    [InlineData(265, 5)]
    [InlineData(350, 5)]
    [InlineData(40, 10)]
    [InlineData(0, 5)]
    [InlineData(-270, 20)]
    [InlineData(450, 20)]
    [InlineData(65, 15)]
    public void IfTheAzimuthIsBetweenTwoPointsThenTheMaskIsLinearAndNeverBelowTheMinimum(double azimuth, double elevation) =>
        Hill.ElevationAt(azimuth).Should().BeApproximately(elevation, 1e-12);

    [Fact]
    public void IfOnePointIsGivenThenTheMaskIsThatEverywhere()
    {
        var mask = new HorizonMask(5, [new(10, 12)]);
        mask.IsFlat.Should().BeTrue();
        mask.ElevationAt(200).Should().Be(12);
    }

    [Theory]
    [InlineData(360, 5, "A horizon point has azimuth 360 degrees; it must be 0 or more and below 360.*")]
    [InlineData(double.NaN, 5, "A horizon point has azimuth NaN degrees;*")]
    [InlineData(20, 91, "The horizon point at azimuth 20 has elevation 91 degrees; it must be -90 to 90.*")]
    [InlineData(10, 7, "Two horizon points have azimuth 10 degrees; a mask has one elevation at each.*")]
    public void IfAPointIsWrongThenTheSentenceSaysWhich(double azimuth, double elevation, string message)
    {
        var make = () => new HorizonMask(0, [new(10, 5), new(azimuth, elevation)]);
        make.Should().Throw<ArgumentException>().WithMessage(message);
    }

    public static TheoryData<string, HorizonMask> Masks => new()
    {
        { "a hill", Hill },
        { "a saw of 5 degrees by 10", new(3, [.. Enumerable.Range(0, 72).Select(k => new HorizonPoint(5 * k, k % 2 == 0 ? 2 : 12))]) },
        { "two towers a tenth of a degree steep", new(5, [new(80, 5), new(80.1, 60), new(95, 60), new(95.1, 5), new(200, 5), new(200.1, 45), new(260, 45), new(260.1, 5)]) },
        { "half the sky blocked to the zenith", new(5, [new(0, 90), new(179.9, 90), new(180, 5), new(359.9, 5)]) },
    };

    [Theory]
    [MemberData(nameof(Masks))]
    public void IfEverySecondIsTriedThenTheWindowsHoldExactlyThoseAboveTheMask(string because, HorizonMask mask)
    {
        int[] satellites = [63982, 48977, 32276, 54878, 41879];
        var checks = 0;
        foreach (var satellite in satellites.Select(norad => ReferenceDay.Satellites[norad]))
        {
            foreach (var site in new[] { 1, 5, 13 }.Select(k => ReferenceDay.Stations[k]))
            {
                var frame = site.ToFrame();
                var passes = PassFinder.Find(satellite, site, mask, ReferenceDay.Day);
                var windows = IntervalSet.Of(passes.Select(pass => pass.Window));
                windows.Should().HaveSameCount(passes, "passes are disjoint and never touch");
                for (var second = 0; second < 86400; second += 11)
                {
                    var instant = ReferenceDay.Start.AddSeconds(second);
                    var over = Over(satellite, frame, mask, instant);
                    if (windows.Contains(instant) != (over >= 0))
                    {
                        over.Should().BeApproximately(0, 1e-6, "{0}: {1} over {2} at {3:O}", because, satellite.Elements.Name, site.Name, instant);
                    }
                }

                foreach (var pass in passes)
                {
                    checks++;
                    Over(satellite, frame, mask, pass.Window.Start).Should().BeGreaterThanOrEqualTo(0);
                    if (!pass.ClippedEnd)
                    {
                        Over(satellite, frame, mask, pass.Window.End.AddTicks(-1)).Should().BeGreaterThanOrEqualTo(0);
                        Over(satellite, frame, mask, pass.Window.End).Should().BeLessThan(0);
                    }

                    if (!pass.ClippedStart)
                    {
                        Over(satellite, frame, mask, pass.Window.Start.AddTicks(-1)).Should().BeLessThan(0);
                    }
                }
            }
        }

        checks.Should().BeGreaterThan(20);
    }

    [Fact]
    public void IfTheObstaclesAreAllAtOneElevationThenThePassesAreThoseOfAFlatMask()
    {
        var mask = new HorizonMask(0, [new(0, 8), new(120, 8), new(240, 8)]);
        var satellite = ReferenceDay.Satellites[63982];
        foreach (var site in ReferenceDay.Stations)
        {
            PassFinder.Find(satellite, site, mask, ReferenceDay.Day).Should().Equal(PassFinder.Find(satellite, site, 8, ReferenceDay.Day));
        }
    }

    private static double Over(Sgp4Propagator satellite, TopocentricFrame frame, HorizonMask mask, DateTimeOffset instant)
    {
        _ = satellite.Propagate(instant, out var teme);
        var look = frame.LookAt(EarthFixed.FromTeme(teme, instant));
        return look.ElevationDegrees - mask.ElevationAt(look.AzimuthDegrees);
    }
}
