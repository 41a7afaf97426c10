using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Intervals;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Eclipses;

/// <summary>
/// Finds every eclipse of a satellite by the Earth: conical shadow of a spherical Earth, low precision Sun, SGP4 states.
/// </summary>
/// <remarks>
/// As for passes, none of 1 ms or longer is missed, edges are exact to 100 ns of the model, and what a satellite does after
/// it can no longer be propagated (it decayed) is left out. Safe to call from any number of threads.
/// </remarks>
public static class EclipseFinder
{
    /// <summary>The eclipses of <paramref name="satellite"/> in <paramref name="span"/>, cut at its ends.</summary>
    public static EclipseWindows Find(Sgp4Propagator satellite, Interval span)
    {
        ArgumentNullException.ThrowIfNull(satellite);
        var trajectory = new Trajectory(satellite, span);
        var penumbra = CrossingSearch.Find(trajectory, new ShadowMargin(ShadowKind.Penumbra), trajectory.Span);

        // The umbra's cone lies inside the penumbra's.
        var umbra = penumbra.SelectMany(window => CrossingSearch.Find(trajectory, new ShadowMargin(ShadowKind.Umbra), window));
        return new EclipseWindows(IntervalSet.Of(penumbra), IntervalSet.Of(umbra));
    }
}
