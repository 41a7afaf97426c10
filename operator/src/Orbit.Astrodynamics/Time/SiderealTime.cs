namespace Orbit.Astrodynamics.Time;

/// <summary>Greenwich mean sidereal time of the IAU 1982 model, which the TEME frame of SGP4 goes with.</summary>
public static class SiderealTime
{
    /// <summary>Rate of GMST, rad/s (1.00273790935 revolutions in 86,400 s): the Earth's rotation seen from TEME.</summary>
    public const double EarthRotationRate = 7.292115855306589e-5;

    /// <summary>GMST in radians, 0 or more and below 2π, with UT1 = UTC.</summary>
    /// <remarks>
    /// Aoki et al. 1982; Vallado, Fundamentals of Astrodynamics, eq. 3-47:
    /// θ = 67310.54841 s + (876600 h + 8640184.812866 s) T + 0.093104 s T² - 6.2e-6 s T³, T in centuries of UT1 since J2000.
    /// The 876,600 hours a century are one turn a day; taken from the day's fraction they cost no precision.
    /// </remarks>
    public static double Gmst82(JulianDate utc)
    {
        var t = utc.DaysSinceJ2000 / 36525.0;
        var slow = 67310.54841 + (t * (8640184.812866 + (t * (0.093104 - (t * 6.2e-6)))));

        // The Julian day turns at noon, half a turn before the fraction of the civil day does.
        var turns = (utc.Fraction - 0.5) + (slow / 86400.0);
        return (turns - Math.Floor(turns)) * Math.Tau;
    }
}
