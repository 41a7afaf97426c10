using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sun;

namespace Orbit.Astrodynamics.Tests.Sun;

public sealed class SolarEphemerisTests
{
    [Fact]
    public void IfAnHourPassesThenTheSunIsWhereTheReferenceHasIt()
    {
        var rows = 0;
        foreach (var row in TestData.Rows("reference_windows", "sun_hourly.csv"))
        {
            var v = row.Select(TestData.Number).ToArray();
            var sun = SolarEphemeris.Position(TestData.Start.AddSeconds(v[0]));

            // The reference is rounded to 1 m.
            (sun - new Vector3(v[1], v[2], v[3])).Length.Should().BeLessThan(0.002);
            rows++;
        }

        rows.Should().Be(25);
    }

    [Fact]
    public void IfItIsTheMarchEquinoxThenTheSunCrossesTheEquator()
    {
        // 2026-03-20T14:46Z; the formula is good to 0.01 degrees.
        var sun = SolarEphemeris.Position(new DateTimeOffset(2026, 3, 20, 14, 46, 0, TimeSpan.Zero));
        double.RadiansToDegrees(Math.Asin(sun.Z / sun.Length)).Should().BeApproximately(0, 0.005);
    }
}
