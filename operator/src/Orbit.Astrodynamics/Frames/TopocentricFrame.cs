namespace Orbit.Astrodynamics.Frames;

/// <summary>The local frame of a site on the ground: east, north and up along the ellipsoid's normal, in ECEF.</summary>
public sealed class TopocentricFrame
{
    /// <summary>The frame at <paramref name="site"/>.</summary>
    public TopocentricFrame(GeodeticPoint site)
    {
        var (sinLat, cosLat) = Math.SinCos(double.DegreesToRadians(site.LatitudeDegrees));
        var (sinLon, cosLon) = Math.SinCos(double.DegreesToRadians(site.LongitudeDegrees));
        Origin = site.ToEcef();
        East = new Vector3(-sinLon, cosLon, 0);
        North = new Vector3(-sinLat * cosLon, -sinLat * sinLon, cosLat);
        Up = new Vector3(cosLat * cosLon, cosLat * sinLon, sinLat);
    }

    /// <summary>The site, ECEF, km.</summary>
    public Vector3 Origin { get; }

    /// <summary>Unit vector to the east.</summary>
    public Vector3 East { get; }

    /// <summary>Unit vector to the north.</summary>
    public Vector3 North { get; }

    /// <summary>Unit vector along the ellipsoid's normal.</summary>
    public Vector3 Up { get; }

    /// <summary>Where a satellite with the ECEF state <paramref name="ecef"/>, km and km/s, is seen from the site.</summary>
    public LookAngles LookAt(StateVector ecef)
    {
        var line = ecef.Position - Origin;
        var east = Vector3.Dot(line, East);
        var north = Vector3.Dot(line, North);
        var up = Vector3.Dot(line, Up);
        var range = line.Length;
        var azimuth = double.RadiansToDegrees(Math.Atan2(east, north));
        if (azimuth < 0)
        {
            // A tiny negative angle plus 360 rounds to 360, which is 0.
            azimuth += 360;
            azimuth = azimuth < 360 ? azimuth : 0;
        }

        return new LookAngles(
            azimuth,
            double.RadiansToDegrees(Math.Atan2(up, Math.Sqrt((east * east) + (north * north)))),
            range,
            Vector3.Dot(line, ecef.Velocity) / range);
    }
}
