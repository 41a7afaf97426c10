using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sun;

namespace Orbit.Astrodynamics.Tests.Sun;

public sealed class EarthShadowTests
{
    private static readonly Vector3 SunAhead = new(SolarEphemeris.AstronomicalUnit, 0, 0);

    [Theory]
    [InlineData(-7000, 0, Illumination.Umbra)]
    [InlineData(7000, 0, Illumination.Sunlit)]
    [InlineData(0, 7000, Illumination.Sunlit)]
    [InlineData(-42164, 0, Illumination.Umbra)]
    [InlineData(-42164, 6378, Illumination.Penumbra)]
    [InlineData(-42164, 6600, Illumination.Sunlit)]
    [InlineData(-42164, -6150, Illumination.Umbra)]
    public void IfTheSatelliteIsThereThenItIsLitSo(double x, double y, Illumination expected) =>
        EarthShadow.At(new Vector3(x, y, 0), SunAhead).Should().Be(expected);

    [Fact]
    public void IfTheDiscsAreComparedByTheirAnglesThenTheConesAgree()
    {
        // The definition in angles: penumbra when the discs touch, umbra when the Sun's is inside the Earth's.
        var random = new Random(1);
        var seen = new int[3];
        for (var k = 0; k < 100_000; k++)
        {
            var distance = 6000 + (600 * random.NextDouble());
            var along = (2500 + (40000 * random.NextDouble())) * (random.Next(5) == 0 ? 1 : -1);
            var turn = random.NextDouble() * Math.Tau;
            var position = new Vector3(along, distance * Math.Cos(turn), distance * Math.Sin(turn));

            var toSun = SunAhead - position;
            var cosine = -Vector3.Dot(toSun, position) / toSun.Length / position.Length;
            var between = Math.Acos(Math.Clamp(cosine, -1, 1));
            var sun = Math.Asin(ShadowCone.SunRadius / toSun.Length);
            var earth = Math.Asin(ShadowCone.EarthRadius / position.Length);
            var expected = between > earth + sun ? Illumination.Sunlit
                : between > earth - sun ? Illumination.Penumbra
                : Illumination.Umbra;

            EarthShadow.At(position, SunAhead).Should().Be(expected, "{0}", position);
            seen[(int)expected]++;
        }

        seen.Should().OnlyContain(count => count > 1000);
    }
}
