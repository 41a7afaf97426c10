using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Intervals;
using Orbit.Visibility.Regions;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Targets;

/// <summary>Finds when a satellite sees any part of a region of the ground; <see cref="OverflightFinder"/> finds when it is above it.</summary>
/// <remarks>
/// A part of the region is seen when the region is no farther from the point below the satellite than the satellite's footprint
/// reaches on a sphere: λ = arccos(R cos ε/(R + h)) - ε, R = 6371.0088 km. On the ellipsoid that is off by up to 0.3 % of the
/// footprint, some 10 km or 2 s in low orbit: for a zone that must be kept out of, take a degree less of elevation.
/// For this model nothing of 1 ms or longer is missed and edges are exact to 100 ns. Safe to call from any number of threads.
/// </remarks>
public static class ZoneFinder
{
    /// <summary>When some part of <paramref name="zone"/> sees <paramref name="satellite"/> above an elevation, within <paramref name="span"/>.</summary>
    /// <param name="satellite">The satellite.</param>
    /// <param name="zone">The region.</param>
    /// <param name="minimumElevationDegrees">The least elevation of the satellite, seen from the region, degrees, 0 to 90.</param>
    /// <param name="span">The span to search; an empty one has no windows.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="minimumElevationDegrees"/> is out of its range or no number.</exception>
    public static IntervalSet Find(Sgp4Propagator satellite, GroundPolygon zone, double minimumElevationDegrees, Interval span)
    {
        ArgumentNullException.ThrowIfNull(satellite);
        ArgumentNullException.ThrowIfNull(zone);
        if (!(minimumElevationDegrees is >= 0 and <= 90))
        {
            throw new ArgumentOutOfRangeException(
                nameof(minimumElevationDegrees), minimumElevationDegrees, "The least elevation must be 0 to 90 degrees.");
        }

        var trajectory = new Trajectory(satellite, span);
        return IntervalSet.Of(CrossingSearch.Find(trajectory, new FootprintMargin(zone, minimumElevationDegrees), trajectory.Span));
    }
}
