namespace Orbit.Astrodynamics.Frames;

/// <summary>The WGS-84 ellipsoid (NIMA TR8350.2).</summary>
public static class Wgs84
{
    /// <summary>Equatorial radius, km.</summary>
    public const double EquatorialRadius = 6378.137;

    /// <summary>Flattening.</summary>
    public const double Flattening = 1 / 298.257223563;

    /// <summary>First eccentricity squared, e² = f (2 - f).</summary>
    public const double EccentricitySquared = Flattening * (2 - Flattening);
}
