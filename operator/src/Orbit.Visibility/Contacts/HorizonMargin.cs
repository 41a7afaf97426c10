using Orbit.Astrodynamics.Frames;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Contacts;

/// <summary>
/// Whether a satellite is above a mask that changes with azimuth. The margin is the elevation over the mask at the
/// satellite's azimuth, degrees.
/// </summary>
/// <remarks>
/// <para>
/// High up, where the satellite is above the mask's highest point, nothing can happen before it falls below that: the bound
/// is that of a constant mask. Lower, with elevation e and azimuth a, and as long as the satellite cannot have lost a quarter
/// of its range ρ, its direction turns at most at w = 4v/(3ρ) and that turning changes at most by κ = 4A/(3ρ) + 2w². On the
/// sphere that is |ë| ≤ κ + w² tan e and |ä| ≤ (κ + 2 w² tan e)/cos e.
/// </para>
/// <para>
/// So both angles stay within parabolas for s seconds, and the sign is sure for s if no elevation reached meets the mask
/// anywhere in the azimuths reached. Steep steps of a mask need no care of their own.
/// </para>
/// </remarks>
internal readonly struct HorizonMargin(TopocentricFrame site, HorizonMask mask) : IMargin
{
    // At the zenith the azimuth may turn at any rate. Within this of it, rad, it is bounded as if here.
    private const double ZenithDistance = 0.01;

    // A bound by the mask's highest point that is as long as this needs no better one, s.
    private const double LongEnough = 2;

    // A bound shorter than the search's own minimum step is of no use, s.
    private const double Shortest = 1e-3;

    private readonly ElevationMargin _clear = new(site, mask.HighestDegrees);

    /// <inheritdoc/>
    public Margin At(in TrajectoryPoint point)
    {
        var line = point.Ecef.Position - site.Origin;
        var velocity = point.Ecef.Velocity;
        var up = Vector3.Dot(line, site.Up);
        var north = Vector3.Dot(line, site.North);
        var east = Vector3.Dot(line, site.East);
        var level = Math.Sqrt((north * north) + (east * east));
        var elevation = Math.Atan2(up, level);
        var azimuth = Math.Atan2(east, north);
        var value = double.RadiansToDegrees(elevation) - mask.ElevationAt(double.RadiansToDegrees(azimuth));

        var clear = _clear.At(point);
        if (clear is { Value: > 0, HoldSeconds: > LongEnough })
        {
            return new Margin(value, clear.HoldSeconds);
        }

        var northSpeed = Vector3.Dot(velocity, site.North);
        var eastSpeed = Vector3.Dot(velocity, site.East);
        var levelSpeed = ((north * northSpeed) + (east * eastSpeed)) / level;
        var range = line.Length;
        var reach = new Reach(
            Elevation: elevation,
            ElevationRate: ((level * Vector3.Dot(velocity, site.Up)) - (up * levelSpeed)) / (range * range),
            Azimuth: azimuth,
            AzimuthRate: ((eastSpeed * north) - (northSpeed * east)) / (level * level),
            Turn: 4 * point.MaxSpeed / (3 * range),
            Bend: 4 * point.MaxAcceleration / (3 * range),
            RateError: point.MaxVelocityError / level);

        // Try the time to the mask at the present rate first, then ever shorter ones.
        var toMask = 2 * Math.Abs(double.DegreesToRadians(value) / reach.ElevationRate);
        for (var s = Math.Min(range / (4 * point.MaxSpeed), toMask); s > Shortest; s /= 2)
        {
            if (IsSure(reach, value > 0, s))
            {
                return new Margin(value, s);
            }
        }

        return new Margin(value, clear.Value > 0 ? clear.HoldSeconds : 0);
    }

    private bool IsSure(in Reach reach, bool above, double seconds)
    {
        var steepest = Math.Min(Math.Abs(reach.Elevation) + (reach.Turn * seconds), (Math.PI / 2) - ZenithDistance);
        var (sin, cos) = Math.SinCos(steepest);
        var turnSquared = reach.Turn * reach.Turn;
        var bend = reach.Bend + (2 * turnSquared);
        var square = 0.5 * seconds * seconds;
        var elevationSlack = (reach.RateError * seconds) + ((bend + (turnSquared * sin / cos)) * square);
        var azimuthSlack = (reach.RateError * seconds) + ((bend + (2 * turnSquared * sin / cos)) / cos * square);
        var (lowest, highest) = mask.Between(
            double.RadiansToDegrees(reach.Azimuth + Math.Min(0, reach.AzimuthRate * seconds) - azimuthSlack),
            double.RadiansToDegrees(reach.Azimuth + Math.Max(0, reach.AzimuthRate * seconds) + azimuthSlack));
        return above
            ? double.RadiansToDegrees(reach.Elevation + Math.Min(0, reach.ElevationRate * seconds) - elevationSlack) > highest
            : double.RadiansToDegrees(reach.Elevation + Math.Max(0, reach.ElevationRate * seconds) + elevationSlack) < lowest;
    }

    /// <summary>The direction, its rate and what bounds its change: rad, rad/s and rad/s².</summary>
    private readonly record struct Reach(
        double Elevation,
        double ElevationRate,
        double Azimuth,
        double AzimuthRate,
        double Turn,
        double Bend,
        double RateError);
}
