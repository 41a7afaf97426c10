using Orbit.Astrodynamics.Sgp4;
using Orbit.Visibility.Intervals;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Crosslinks;

/// <summary>Finds when two satellites see each other past the Earth and its atmosphere, within a range.</summary>
/// <remarks>
/// As for passes, nothing of 1 ms or longer is missed, edges are exact to 100 ns of the model, and what follows after either
/// satellite can no longer be propagated (it decayed) is left out. The order of the two does not matter. Without light time: at
/// 5,000 km that is 17 ms. Safe to call from any number of threads.
/// </remarks>
public static class CrosslinkFinder
{
    /// <summary>The windows of a link between two satellites in <paramref name="span"/>, in order.</summary>
    /// <exception cref="ArgumentException">A limit is out of range.</exception>
    public static IReadOnlyList<CrosslinkWindow> Find(Sgp4Propagator a, Sgp4Propagator b, CrosslinkLimits limits, Interval span)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(limits);
        limits.Validate();
        var first = new Trajectory(a, span);
        var second = new Trajectory(b, span);
        var both = first.Span.Intersect(second.Span);

        // The range is the cheaper to search; the line of sight only while in range.
        IEnumerable<Interval> windows = double.IsFinite(limits.MaximumRangeKm)
            ? CrossingSearch.Find(first, new RangeMargin(second, limits.MaximumRangeKm), both)
            : [both];
        windows = windows.SelectMany(window => CrossingSearch.Find(first, new LineOfSightMargin(second, limits.ClearanceKm), window));

        var found = new List<CrosslinkWindow>();
        foreach (var window in windows)
        {
            var (instant, range) = ClosestApproach.Find(first, second, window);
            found.Add(new CrosslinkWindow(
                window, instant, range, window.StartTicks == both.StartTicks, window.EndTicks == both.EndTicks));
        }

        return found;
    }
}
