using Orbit.Visibility.Intervals;

namespace Orbit.Visibility.Searching;

/// <summary>Finds the intervals in which a condition on a satellite's state holds.</summary>
/// <remarks>
/// From each instant the search goes as far as the condition is sure to stay as it is, so it cannot step over an interval,
/// however short, as long as that bound is at least <see cref="MinimumStep"/>. Towards an edge the bounds shrink as
/// Newton's iteration does, so few evaluations reach it. Where a bound is shorter (the last step to an edge, or a graze),
/// the search goes on by the minimum step: an interval or a gap can be missed only if it is shorter than that.
/// Edges are exact to one tick, 100 ns: an interval starts with the first tick that holds and ends with the first that
/// does not, whatever span is searched.
/// </remarks>
internal static class CrossingSearch
{
    /// <summary>1 ms in ticks.</summary>
    public const long MinimumStep = TimeSpan.TicksPerMillisecond;

    /// <summary>The intervals of <paramref name="span"/> in which <paramref name="margin"/> holds, in order.</summary>
    public static List<Interval> Find<TMargin>(Trajectory trajectory, TMargin margin, Interval span)
        where TMargin : IMargin
    {
        var found = new List<Interval>();
        if (span.IsEmpty || !trajectory.TryGet(span.StartTicks, out var point))
        {
            return found;
        }

        var now = span.StartTicks;
        var open = now;
        var close = span.EndTicks;
        var last = close;
        var current = margin.At(point);
        while (now < last)
        {
            var hold = (long)(Math.Min(current.HoldSeconds, trajectory.Horizon) * TimeSpan.TicksPerSecond);
            var next = Math.Min(trajectory.Snap(now, now + Math.Max(hold, MinimumStep)), last);
            if (!trajectory.TryGet(next, out point))
            {
                // The trajectory ends here: an open interval ends with it.
                close = trajectory.FirstFailure(now, next);
                last = close - 1;
                continue;
            }

            var margin2 = margin.At(point);
            if (margin2.Holds == current.Holds)
            {
                now = next;
                current = margin2;
                continue;
            }

            now = Edge(trajectory, margin, now, current, next, ref margin2);
            if (current.Holds)
            {
                found.Add(new Interval(open, now));
            }

            open = now;
            current = margin2;
        }

        if (current.Holds && open < close)
        {
            found.Add(new Interval(open, close));
        }

        return found;
    }

    // The first tick in (low, high] at which the condition is as at high; 'atHigh' becomes the margin at that tick.
    // Regula falsi, with every third step a bisection so that no curvature can stall it.
    private static long Edge<TMargin>(
        Trajectory trajectory,
        TMargin margin,
        long low,
        Margin atLow,
        long high,
        ref Margin atHigh)
        where TMargin : IMargin
    {
        for (var k = 1; high - low > 1; k++)
        {
            var share = k % 3 == 0 ? 0.5 : atLow.Value / (atLow.Value - atHigh.Value);
            var middle = Math.Clamp(low + (long)(share * (high - low)), low + 1, high - 1);
            if (!trajectory.TryGet(middle, out var point))
            {
                break;
            }

            var atMiddle = margin.At(point);
            if (atMiddle.Holds == atLow.Holds)
            {
                low = middle;
                atLow = atMiddle;
            }
            else
            {
                high = middle;
                atHigh = atMiddle;
            }
        }

        return high;
    }
}
