using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Intervals;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Regions;

/// <summary>Finds when a satellite is above a region of the ground: when the point of the ellipsoid below it lies within.</summary>
/// <remarks>
/// As for passes, nothing of 1 ms or longer is missed, edges are exact to 100 ns of the model, and what a satellite does after
/// it can no longer be propagated (it decayed) is left out. Safe to call from any number of threads.
/// </remarks>
public static class OverflightFinder
{
    /// <summary>When <paramref name="satellite"/> is above <paramref name="region"/>, within <paramref name="span"/>.</summary>
    /// <param name="satellite">The satellite.</param>
    /// <param name="region">The region.</param>
    /// <param name="span">The span to search; an empty one has no overflights.</param>
    /// <param name="highestKm">Only while the satellite is no higher above the ellipsoid than this, km.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="highestKm"/> is no positive number.</exception>
    public static IntervalSet Find(
        Sgp4Propagator satellite,
        GroundPolygon region,
        Interval span,
        double highestKm = double.PositiveInfinity)
    {
        ArgumentNullException.ThrowIfNull(satellite);
        ArgumentNullException.ThrowIfNull(region);
        if (!(highestKm > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(highestKm), highestKm, "The greatest height must be a positive number of km.");
        }

        var trajectory = new Trajectory(satellite, span);
        return IntervalSet.Of(CrossingSearch.Find(trajectory, new RegionMargin(region, highestKm), trajectory.Span));
    }
}
