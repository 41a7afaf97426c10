using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Contacts;
using Orbit.Visibility.Intervals;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Targets;

/// <summary>Finds when a satellite can take an image of a place on the ground.</summary>
/// <remarks>
/// First the passes above the least elevation, as <see cref="PassFinder"/> finds them; then, within them, the limits off nadir
/// and of the Sun. As for passes, nothing of 1 ms or longer is missed, edges are exact to 100 ns of the model, and what a
/// satellite does after it can no longer be propagated (it decayed) is left out. Safe to call from any number of threads.
/// </remarks>
public static class TargetFinder
{
    /// <summary>The views of <paramref name="target"/> in <paramref name="span"/>, in order.</summary>
    /// <exception cref="ArgumentException">The target's coordinates or a limit are out of range.</exception>
    public static IReadOnlyList<TargetView> Find(Sgp4Propagator satellite, GroundSite target, TargetLimits limits, Interval span)
    {
        ArgumentNullException.ThrowIfNull(satellite);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(limits);
        limits.Validate();
        var frame = target.ToFrame();
        var trajectory = new Trajectory(satellite, span);
        IEnumerable<Interval> windows = CrossingSearch.Find(
            trajectory, new ElevationMargin(frame, limits.MinimumElevationDegrees), trajectory.Span);
        if (limits.MaximumOffNadirDegrees is { } offNadir)
        {
            windows = windows.SelectMany(window => CrossingSearch.Find(trajectory, new OffNadirMargin(frame.Origin, offNadir), window));
        }

        if (limits.MinimumSunElevationDegrees is { } sun)
        {
            windows = windows.SelectMany(window => CrossingSearch.Find(trajectory, new SunElevationMargin(frame, sun), window));
        }

        return [.. windows.Select(window => ViewOf(trajectory, frame, window))];
    }

    private static TargetView ViewOf(Trajectory trajectory, TopocentricFrame frame, Interval window)
    {
        var (culmination, elevation) = Culmination.Find(trajectory, frame, window);
        _ = trajectory.TryGet(culmination.UtcTicks, out var point);
        var satellite = point.Ecef.Position;
        return new TargetView(
            window,
            culmination,
            elevation,
            double.RadiansToDegrees(OffNadirMargin.Angle(satellite, frame.Origin)),
            (satellite - frame.Origin).Length);
    }
}
