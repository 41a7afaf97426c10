using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Eclipses;
using Orbit.Visibility.Intervals;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Sunlight;

/// <summary>Finds when a satellite sees the whole Sun: what <see cref="EclipseFinder"/>'s penumbra leaves of the span.</summary>
/// <remarks>
/// Its edges are those of the penumbra. After a satellite can no longer be propagated (it decayed) there is no sunlight
/// either, which a complement of the eclipses would not know. Safe to call from any number of threads.
/// </remarks>
public static class SunlightFinder
{
    /// <summary>When <paramref name="satellite"/> is fully lit, within <paramref name="span"/>.</summary>
    public static IntervalSet Find(Sgp4Propagator satellite, Interval span)
    {
        ArgumentNullException.ThrowIfNull(satellite);
        var trajectory = new Trajectory(satellite, span);
        var penumbra = CrossingSearch.Find(trajectory, new ShadowMargin(ShadowKind.Penumbra), trajectory.Span);
        return IntervalSet.Of(penumbra).Complement(trajectory.Span);
    }
}
