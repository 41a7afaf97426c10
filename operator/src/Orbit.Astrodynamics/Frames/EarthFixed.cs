using Orbit.Astrodynamics.Time;

namespace Orbit.Astrodynamics.Frames;

/// <summary>
/// From TEME, the inertial frame of SGP4, to the frame that turns with the Earth: a rotation by GMST about the pole. With
/// polar motion left out, PEF and ECEF are the same.
/// </summary>
public static class EarthFixed
{
    /// <summary>The ECEF position of a TEME position, at GMST <paramref name="gmst"/> in radians.</summary>
    public static Vector3 FromTeme(Vector3 teme, double gmst)
    {
        var (sin, cos) = Math.SinCos(gmst);
        return new Vector3((cos * teme.X) + (sin * teme.Y), (cos * teme.Y) - (sin * teme.X), teme.Z);
    }

    /// <summary>The TEME position of an ECEF position, at GMST <paramref name="gmst"/> in radians.</summary>
    public static Vector3 ToTeme(Vector3 ecef, double gmst) => FromTeme(ecef, -gmst);

    /// <summary>
    /// The ECEF state of a TEME state in km and km/s, at GMST <paramref name="gmst"/> in radians; the velocity is that seen
    /// from the turning Earth: v = R v_TEME - ω × r.
    /// </summary>
    public static StateVector FromTeme(StateVector teme, double gmst)
    {
        var (sin, cos) = Math.SinCos(gmst);
        var r = teme.Position;
        var v = teme.Velocity;
        var x = (cos * r.X) + (sin * r.Y);
        var y = (cos * r.Y) - (sin * r.X);
        return new StateVector(
            new Vector3(x, y, r.Z),
            new Vector3(
                (cos * v.X) + (sin * v.Y) + (SiderealTime.EarthRotationRate * y),
                (cos * v.Y) - (sin * v.X) - (SiderealTime.EarthRotationRate * x),
                v.Z));
    }

    /// <summary>The ECEF state of a TEME state at <paramref name="instant"/>.</summary>
    public static StateVector FromTeme(StateVector teme, DateTimeOffset instant) =>
        FromTeme(teme, SiderealTime.Gmst82(JulianDate.FromUtc(instant)));

    /// <summary>The point of the ellipsoid below a TEME position in km, with the height of that position.</summary>
    public static GeodeticPoint SubSatellitePoint(Vector3 teme, DateTimeOffset instant) =>
        GeodeticPoint.FromEcef(FromTeme(teme, SiderealTime.Gmst82(JulianDate.FromUtc(instant))));
}
