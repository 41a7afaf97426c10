namespace Orbit.Astrodynamics.Frames;

/// <summary>A point by its geodetic coordinates on WGS-84.</summary>
/// <param name="LatitudeDegrees">Geodetic latitude, degrees north, -90 to 90.</param>
/// <param name="LongitudeDegrees">Longitude, degrees east.</param>
/// <param name="AltitudeKm">Height above the ellipsoid, km.</param>
public readonly record struct GeodeticPoint(double LatitudeDegrees, double LongitudeDegrees, double AltitudeKm)
{
    // e² = 0.0067: each pass gains more than two decimals, 8 reach the last bit.
    private const int LatitudeIterations = 8;

    /// <summary>The point's ECEF position, km.</summary>
    /// <remarks>
    /// With N = a/√(1 - e² sin²φ), the radius of curvature in the prime vertical:
    /// x, y = (N + h) cos φ (cos λ, sin λ), z = (N (1 - e²) + h) sin φ.
    /// </remarks>
    public Vector3 ToEcef()
    {
        var (sinLat, cosLat) = Math.SinCos(double.DegreesToRadians(LatitudeDegrees));
        var (sinLon, cosLon) = Math.SinCos(double.DegreesToRadians(LongitudeDegrees));
        var n = PrimeVertical(sinLat);
        var p = (n + AltitudeKm) * cosLat;
        return new Vector3(p * cosLon, p * sinLon, ((n * (1 - Wgs84.EccentricitySquared)) + AltitudeKm) * sinLat);
    }

    /// <summary>
    /// The geodetic coordinates of an ECEF position in km: latitude by iteration of tan φ = (z + e² N sin φ)/p. Holds for
    /// every point more than about 50 km from the Earth's centre.
    /// </summary>
    /// <returns>Longitude in [-180, 180]; 0 on the Earth's axis, where it has no meaning.</returns>
    public static GeodeticPoint FromEcef(Vector3 ecef)
    {
        var p = Math.Sqrt((ecef.X * ecef.X) + (ecef.Y * ecef.Y));
        var latitude = Math.Atan2(ecef.Z, p * (1 - Wgs84.EccentricitySquared));
        for (var k = 0; k < LatitudeIterations; k++)
        {
            var sin = Math.Sin(latitude);
            latitude = Math.Atan2(ecef.Z + (Wgs84.EccentricitySquared * PrimeVertical(sin) * sin), p);
        }

        // h = p cos φ + z sin φ - a √(1 - e² sin²φ) holds at the poles and at the equator alike.
        var (sinLat, cosLat) = Math.SinCos(latitude);
        var altitude = (p * cosLat) + (ecef.Z * sinLat)
            - (Wgs84.EquatorialRadius * Math.Sqrt(1 - (Wgs84.EccentricitySquared * sinLat * sinLat)));
        return new GeodeticPoint(
            double.RadiansToDegrees(latitude),
            double.RadiansToDegrees(Math.Atan2(ecef.Y, ecef.X)),
            altitude);
    }

    private static double PrimeVertical(double sinLatitude) =>
        Wgs84.EquatorialRadius / Math.Sqrt(1 - (Wgs84.EccentricitySquared * sinLatitude * sinLatitude));
}
