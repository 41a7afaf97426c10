using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Time;

namespace Orbit.Astrodynamics.Sun;

/// <summary>The Sun's place to low precision: 0.01 degrees from 1950 to 2050 (The Astronomical Almanac, page C5).</summary>
public static class SolarEphemeris
{
    /// <summary>The astronomical unit, km (IAU 2012).</summary>
    public const double AstronomicalUnit = 149597870.7;

    /// <summary>The Sun's geocentric position at <paramref name="instant"/>, km; see <see cref="Position(JulianDate)"/>.</summary>
    public static Vector3 Position(DateTimeOffset instant) => Position(JulianDate.FromUtc(instant));

    /// <summary>
    /// The Sun's geocentric position, km, in the mean equator and equinox of date. TEME differs from that by the nutation,
    /// less than 0.005 degrees, and UTC stands for terrestrial time, 69 s or 0.0008 degrees: both below the formula's error.
    /// </summary>
    public static Vector3 Position(JulianDate utc)
    {
        var n = utc.DaysSinceJ2000;

        // Mean anomaly g, mean longitude L, ecliptic longitude λ, obliquity ε, and distance r in AU.
        var (sinG, cosG) = Math.SinCos(double.DegreesToRadians((357.528 + (0.9856003 * n)) % 360));
        var sin2G = 2 * sinG * cosG;
        var cos2G = 1 - (2 * sinG * sinG);
        var meanLongitude = (280.460 + (0.9856474 * n)) % 360;
        var (sinL, cosL) = Math.SinCos(double.DegreesToRadians(meanLongitude + (1.915 * sinG) + (0.020 * sin2G)));
        var (sinE, cosE) = Math.SinCos(double.DegreesToRadians(23.439 - (4e-7 * n)));
        var r = 1.00014 - (0.01671 * cosG) - (0.00014 * cos2G);
        return r * AstronomicalUnit * new Vector3(cosL, cosE * sinL, sinE * sinL);
    }
}
