using Orbit.Planning.Fleets;
using Orbit.Visibility.Intervals;

namespace Orbit.Planning.Search;

/// <summary>The calendar of a satellite that works as planned: <see cref="ExecutionOrder.AsPlanned"/>.</summary>
/// <remarks>Any accelerator will do, so all that counts is how many are taken at once.</remarks>
/// <param name="accelerators">How many there are.</param>
/// <param name="coolDown">Ticks that an accelerator rests after each piece of work.</param>
internal sealed class PlannedCalendar(int accelerators, long coolDown) : ComputeCalendar
{
    // Each with its cool-down, in the order of their starts.
    private readonly List<Interval> _taken = [];

    /// <inheritdoc/>
    public override void Add(long arrival, Interval span)
    {
        var withRest = new Interval(span.StartTicks, span.EndTicks + coolDown);
        var place = _taken.BinarySearch(withRest);
        _taken.Insert(place < 0 ? ~place : place, withRest);
    }

    /// <inheritdoc/>
    public override bool TryStart(long arrival, long latest, long duration, out long start)
    {
        var length = duration + coolDown;
        start = arrival;

        // Room is first found either at once or where a piece of work that is in the way ends, so the start only ever
        // moves to such an end and the loop finishes.
        while (NextChange(start, length) is { } end)
        {
            start = end;
        }

        return true;
    }

    /// <summary>Null when an accelerator is free for the whole of the span; otherwise the first end of work after its start.</summary>
    private long? NextChange(long start, long length)
    {
        var stop = start + length;
        var firstEnd = long.MaxValue;
        var full = false;
        for (var i = 0; i < _taken.Count && _taken[i].StartTicks < stop; i++)
        {
            if (_taken[i].EndTicks <= start)
            {
                continue;
            }

            firstEnd = Math.Min(firstEnd, _taken[i].EndTicks);

            // The number taken at once is greatest just where one of them begins (or where the span does).
            full = full || TakenAt(Math.Max(start, _taken[i].StartTicks)) >= accelerators;
        }

        return full ? firstEnd : null;
    }

    private int TakenAt(long ticks)
    {
        var count = 0;
        for (var i = 0; i < _taken.Count && _taken[i].StartTicks <= ticks; i++)
        {
            if (_taken[i].EndTicks > ticks)
            {
                count++;
            }
        }

        return count;
    }
}
