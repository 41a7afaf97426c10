using Orbit.Astrodynamics.Frames;

namespace Orbit.Visibility.Regions;

/// <summary>
/// The ellipsoid's normal at the point below a satellite: a unit vector whose polar angles are that point's geodetic latitude
/// and longitude. It makes a sphere of the ellipsoid without leaving geodetic coordinates.
/// </summary>
internal static class GeodeticNormal
{
    private const double A = Wgs84.EquatorialRadius;
    private const double B = Wgs84.EquatorialRadius * (1 - Wgs84.Flattening);
    private const double E2 = Wgs84.EccentricitySquared;

    // e'² b, with e'² = e²/(1 - e²).
    private const double SecondTerm = E2 / (1 - E2) * B;

    /// <summary>The least radius of curvature of the ellipsoid, a (1 - e²): the meridian's at the equator, km.</summary>
    public const double LeastCurvatureRadius = A * (1 - E2);

    /// <summary>The normal at a place given by geodetic coordinates in degrees.</summary>
    public static Vector3 Of(double latitudeDegrees, double longitudeDegrees)
    {
        var (sinLat, cosLat) = Math.SinCos(double.DegreesToRadians(latitudeDegrees));
        var (sinLon, cosLon) = Math.SinCos(double.DegreesToRadians(longitudeDegrees));
        return new Vector3(cosLat * cosLon, cosLat * sinLon, sinLat);
    }

    /// <summary>The normal below an ECEF position in km that is outside the ellipsoid, and the height of that position.</summary>
    /// <remarks>
    /// Bowring 1976: tan φ = (z + e'² b sin³β)/(p - e² a cos³β), with the parametric latitude tan β = (b/a) tan φ, begun with
    /// a z/(b p). Twice, so that from the ground to far beyond geostationary orbit less than 1e-13 rad is left; and without
    /// trigonometry, for sine and cosine are ratios of the sides.
    /// </remarks>
    public static (Vector3 Normal, double HeightKm) Below(Vector3 ecef)
    {
        var p = Math.Sqrt((ecef.X * ecef.X) + (ecef.Y * ecef.Y));
        var (rise, run) = Next(ecef.Z, p, A * ecef.Z, B * p);
        (rise, run) = Next(ecef.Z, p, B * rise, A * run);
        var side = Math.Sqrt((rise * rise) + (run * run));
        var sin = rise / side;
        var cos = run / side;

        // On the axis any longitude will do.
        var east = p > 0 ? cos / p : 0;
        var height = (p * cos) + (ecef.Z * sin) - (A * Math.Sqrt(1 - (E2 * sin * sin)));
        return (new Vector3(east * ecef.X, east * ecef.Y, sin), height);
    }

    private static (double Rise, double Run) Next(double z, double p, double betaRise, double betaRun)
    {
        var side = Math.Sqrt((betaRise * betaRise) + (betaRun * betaRun));
        var sin = betaRise / side;
        var cos = betaRun / side;
        return (z + (SecondTerm * sin * sin * sin), p - (E2 * A * cos * cos * cos));
    }
}
