using Orbit.Astrodynamics.Frames;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Regions;

/// <summary>How the ellipsoid's normal n below a satellite turns, with bounds on it until the satellite's horizon.</summary>
/// <remarks>
/// ṅ is v_n/(M + h) to the north and v_e/(N + h) to the east, with M and N the radii of curvature. On a sphere
/// |n̈| ≤ a/r + 2/√3 v²/r² (the part of v² is greatest for a climb at 35 degrees); on the ellipsoid, where M and N change by 1 %
/// with the latitude, less than A/R + 1.25 (V/R)² with the least radius R = M + h.
/// </remarks>
internal readonly struct NormalMotion
{
    private const double Bend = 1.25;

    public NormalMotion(in TrajectoryPoint point, Vector3 normal, double heightKm)
    {
        var velocity = point.Ecef.Velocity;
        var sin2 = normal.Z * normal.Z;
        var w2 = 1 - (Wgs84.EccentricitySquared * sin2);
        var primeVertical = Wgs84.EquatorialRadius / Math.Sqrt(w2);
        var meridian = primeVertical * (1 - Wgs84.EccentricitySquared) / w2;

        // East and north are the horizontal directions across and along the meridian; at a pole any will do.
        var level = Math.Sqrt((normal.X * normal.X) + (normal.Y * normal.Y));
        var east = level > 0 ? new Vector3(-normal.Y / level, normal.X / level, 0) : new Vector3(0, 1, 0);
        var north = PolygonEdge.Cross(normal, east);
        var eastRate = Vector3.Dot(velocity, east) / (primeVertical + heightKm);
        var northRate = Vector3.Dot(velocity, north) / (meridian + heightKm);

        Normal = normal;
        Rate = (eastRate * east) + (northRate * north);
        MostTurn = GroundSpeed.MostTurn(point);
        RateError = point.MaxVelocityError * MostTurn / point.MaxSpeed;
        MostBend = (point.MaxAcceleration * MostTurn / point.MaxSpeed) + (Bend * MostTurn * MostTurn);
    }

    /// <summary>The normal, a unit vector in ECEF.</summary>
    public Vector3 Normal { get; }

    /// <summary>Its rate, rad/s.</summary>
    public Vector3 Rate { get; }

    /// <summary>Its greatest rate, rad/s.</summary>
    public double MostTurn { get; }

    /// <summary>The most that <see cref="Rate"/> is off for the velocity's error, rad/s.</summary>
    public double RateError { get; }

    /// <summary>The most that <see cref="Rate"/> can change in a second, rad/s².</summary>
    public double MostBend { get; }
}
