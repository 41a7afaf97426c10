namespace Orbit.Astrodynamics.Sgp4;

/// <summary>
/// The WGS-72 constants that published element sets are fitted with (AIAA 2006-6753, table of constants). Using any
/// other set with the same elements makes the prediction worse, whatever its own merit.
/// </summary>
internal static class Wgs72
{
    /// <summary>Gravitational parameter of the Earth, km³/s².</summary>
    public const double Mu = 398600.8;

    /// <summary>Equatorial radius, km: SGP4's unit of length.</summary>
    public const double EarthRadius = 6378.135;

    /// <summary>Second zonal harmonic.</summary>
    public const double J2 = 0.001082616;

    /// <summary>Third zonal harmonic.</summary>
    public const double J3 = -0.00000253881;

    /// <summary>Fourth zonal harmonic.</summary>
    public const double J4 = -0.00000165597;

    /// <summary>J3/J2, the scale of the long period terms.</summary>
    public const double J3OverJ2 = J3 / J2;

    /// <summary>k_e = √μ in Earth radii^1.5 a minute: mean motion = k_e / a^1.5.</summary>
    public static readonly double Ke = 60.0 / Math.Sqrt(EarthRadius * EarthRadius * EarthRadius / Mu);

    /// <summary>km/s in one Earth radius a canonical time unit.</summary>
    public static readonly double SpeedUnit = EarthRadius * Ke / 60.0;
}
