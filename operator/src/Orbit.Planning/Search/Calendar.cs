using Orbit.Visibility.Intervals;

namespace Orbit.Planning.Search;

/// <summary>When something is taken: an antenna, a satellite's radio. Spans in the order of their starts; they may overlap.</summary>
internal sealed class Calendar
{
    private readonly List<Interval> _spans = [];
    private long _longest;

    /// <summary>Enters a span.</summary>
    public void Add(Interval span)
    {
        var place = _spans.BinarySearch(span);
        _spans.Insert(place < 0 ? ~place : place, span);
        _longest = Math.Max(_longest, span.EndTicks - span.StartTicks);
    }

    /// <summary>Appends to <paramref name="found"/> every span that, made longer by <paramref name="margin"/> at both ends, overlaps [<paramref name="from"/>, <paramref name="to"/>).</summary>
    /// <returns>Whether there was one.</returns>
    public bool Collect(long from, long to, long margin, List<Interval> found)
    {
        // No span that begins earlier than this can reach into the window, however long it is.
        var first = FirstStartingAtOrAfter(from - margin - _longest);
        var any = false;
        for (var i = first; i < _spans.Count && _spans[i].StartTicks - margin < to; i++)
        {
            if (_spans[i].EndTicks + margin > from)
            {
                found.Add(new Interval(_spans[i].StartTicks - margin, _spans[i].EndTicks + margin));
                any = true;
            }
        }

        return any;
    }

    private int FirstStartingAtOrAfter(long ticks)
    {
        int low = 0, high = _spans.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_spans[middle].StartTicks >= ticks)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
