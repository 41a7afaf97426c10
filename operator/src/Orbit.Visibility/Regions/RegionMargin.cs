using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Regions;

/// <summary>
/// Whether a satellite is above a region of the ground and not above a height: the lesser of the distance inside the region's
/// bounds and of the height that is left, km.
/// </summary>
/// <remarks>
/// The ellipsoid's normal below the satellite turns by at most w = V/(M + h), with M = a (1 - e²) the least radius of
/// curvature: so for the depth over w nothing can change, whatever the shape of the region. The height's second derivative
/// lies between -A and A + V²/(M + h), so for it the parabola of <see cref="Margin.EarliestZero"/> holds.
/// </remarks>
internal readonly struct RegionMargin(GroundPolygon region, double highestKm) : IMargin
{
    // For a value in km; of no consequence for when a bound is reached.
    private const double EarthRadius = 6371;

    /// <inheritdoc/>
    public Margin At(in TrajectoryPoint point)
    {
        var (normal, height) = GeodeticNormal.Below(point.Ecef.Position);
        var depth = region.QuickDepth(normal);
        var depthHold = Math.Abs(depth) / GroundSpeed.MostTurn(point);
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
