using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Regions;

/// <summary>
/// Whether a satellite is above a region of the ground and not above a height: the lesser of the distance inside the region's
/// bounds and of the height that is left, km.
/// </summary>
/// <remarks>
/// Nothing can change before the ellipsoid's normal below the satellite has turned by the depth, whatever the shape of the region;
/// and close to a bound, not before a parabola comes to the plane of any arc that is in reach (<see cref="NormalMotion"/>). The
/// height's second derivative lies between -A and A + V²/(M + h), so a parabola bounds it as well.
/// </remarks>
internal readonly struct RegionMargin(GroundPolygon region, double highestKm) : IMargin
{
    // For a value in km; of no consequence for when a bound is reached.
    private const double EarthRadius = 6371;

    // Farther off than this, s, the better bound is hardly better.
    private const double Close = 120;

    /// <inheritdoc/>
    public Margin At(in TrajectoryPoint point)
    {
        var (normal, height) = GeodeticNormal.Below(point.Ecef.Position);
        var depth = region.QuickDepth(normal);
        var depthHold = Math.Abs(depth) / GroundSpeed.MostTurn(point);
        if (depthHold < Close)
        {
            depthHold = Math.Max(depthHold, region.EarliestCrossing(new NormalMotion(point, normal, height)));
        }

        if (double.IsPositiveInfinity(highestKm))
        {
            return new Margin(depth * EarthRadius, depthHold);
        }

        var room = highestKm - height;
        var roomHold = GroundSpeed.HeightHold(point, normal, room);

        // Within while both hold; outside while either fails.
        var hold = (depth >= 0, room >= 0) switch
        {
            (true, true) => Math.Min(depthHold, roomHold),
            (false, false) => Math.Max(depthHold, roomHold),
            (false, true) => depthHold,
            (true, false) => roomHold,
        };
        return new Margin(Math.Min(depth * EarthRadius, room), hold);
    }
}
