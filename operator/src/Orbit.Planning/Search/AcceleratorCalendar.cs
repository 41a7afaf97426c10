using Orbit.Visibility.Intervals;

namespace Orbit.Planning.Search;

/// <summary>When the accelerators of one satellite work. Any of them will do, so all that counts is how many are taken at once.</summary>
/// <param name="accelerators">How many there are.</param>
/// <param name="coolDown">Ticks that an accelerator rests after each piece of work.</param>
internal sealed class AcceleratorCalendar(int accelerators, long coolDown)
{
    // Each with its cool-down, in the order of their starts.
    private readonly List<Interval> _taken = [];

    /// <summary>Takes an accelerator for the span.</summary>
    public void Add(Interval span)
    {
        var withRest = new Interval(span.StartTicks, span.EndTicks + coolDown);
        var place = _taken.BinarySearch(withRest);
        _taken.Insert(place < 0 ? ~place : place, withRest);
    }

    /// <summary>The earliest start, not before <paramref name="ready"/>, of work that lasts <paramref name="duration"/> ticks.</summary>
    public long FirstStart(long ready, long duration)
    {
        var length = duration + coolDown;
        var start = ready;

        // Room is first found either at once or where a piece of work that is in the way ends, so the start only ever
        // moves to such an end and the loop finishes.
        while (NextChange(start, length) is { } end)
        {
            start = end;
        }

        return start;
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
