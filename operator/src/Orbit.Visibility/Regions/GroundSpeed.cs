using Orbit.Astrodynamics.Frames;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Regions;

/// <summary>Bounds on how a satellite's ground track and height change until its horizon.</summary>
internal static class GroundSpeed
{
    // What J2 may take off an osculating perigee, as in TrajectoryPoint; and the radius below which SGP4 gives no state, km.
    private const double PerigeeMargin = 0.98;
    private const double DecayedRadius = 6378.135;

    /// <summary>A radius that the satellite does not go below, km.</summary>
    public static double LeastRadius(in TrajectoryPoint point) => Math.Max(PerigeeMargin * point.Perigee, DecayedRadius);

    /// <summary>The most that the ellipsoid's normal below the satellite turns, rad/s: V/(M + h), with the least M and h.</summary>
    public static double MostTurn(in TrajectoryPoint point) =>
        point.MaxSpeed / (GeodeticNormal.LeastCurvatureRadius + LeastRadius(point) - Wgs84.EquatorialRadius);

    /// <summary>The most that the height's rate can grow in a second, km/s²: the acceleration, and the ground's falling away.</summary>
    public static double MostClimb(in TrajectoryPoint point) => point.MaxAcceleration + (point.MaxSpeed * MostTurn(point));

    /// <summary>For how long the height cannot have gained (or, where it is negative, lost) <paramref name="room"/> km, s.</summary>
    public static double HeightHold(in TrajectoryPoint point, Vector3 normal, double room)
    {
        var climb = Vector3.Dot(normal, point.Ecef.Velocity);
        return room >= 0
            ? Margin.EarliestZero(room, -climb - point.MaxVelocityError, MostClimb(point))
            : Margin.EarliestZero(-room, climb - point.MaxVelocityError, point.MaxAcceleration);
    }
}
