using System.Runtime.InteropServices;
using Orbit.Planning.Fleets;
using Orbit.Visibility.Intervals;

namespace Orbit.Planning.Search;

/// <summary>The calendar of a satellite that works in order of arrival: <see cref="ExecutionOrder.InOrderOfArrival"/>.</summary>
/// <remarks>
/// <para>
/// Where work stands in the queue follows from its arrival alone, and its start from the work ahead. Work that arrives
/// earlier than what is planned already goes ahead of it, so it is refused where it would make that start later.
/// </para>
/// <para>
/// Later arrivals at the same place in the queue start no earlier and delay the others no less. So where a piece of work
/// that is sent up at once is refused, it is refused at any later instant before the next arrival.
/// </para>
/// <para>A question takes O(log N) for the place among N pieces of work, and with c accelerators it looks at about c behind it.</para>
/// </remarks>
/// <param name="accelerators">How many there are.</param>
/// <param name="coolDown">Ticks that an accelerator rests after each piece of work.</param>
internal sealed class ArrivalCalendar(int accelerators, long coolDown) : ComputeCalendar
{
    private readonly LatestEnds _ends = new(accelerators);

    // In the order of arrival.
    private readonly List<Piece> _queue = [];

    /// <inheritdoc/>
    public override void Add(long arrival, Interval span)
    {
        var place = PlaceOf(arrival);
        var piece = new Piece(arrival, span.StartTicks, span.EndTicks + coolDown, _ends.Free, _ends.SecondFree);
        _queue.Insert(place, piece);
        if (place == _queue.Count - 1)
        {
            _ends.Add(piece.End);
            return;
        }

        _ends.Clear();
        foreach (ref var each in CollectionsMarshal.AsSpan(_queue))
        {
            each = each with { Free = _ends.Free, SecondFree = _ends.SecondFree };
            _ends.Add(each.End);
        }
    }

    /// <inheritdoc/>
    public override bool TryStart(long arrival, long latest, long duration, out long start)
    {
        while (true)
        {
            var place = PlaceOf(arrival);
            start = StartAt(place, arrival);
            var delays = Delays(place, start + duration + coolDown);
            if (place == _queue.Count || _queue[place].Arrival > latest || (_queue[place].Arrival > start && !delays))
            {
                return !delays;
            }

            // Others arrive while it waits on the ground; it is behind them then.
            arrival = _queue[place].Arrival;
        }
    }

    private int PlaceOf(long arrival)
    {
        int low = 0, high = _queue.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_queue[middle].Arrival <= arrival)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private long StartAt(int place, long arrival)
    {
        var free = place < _queue.Count ? _queue[place].Free : _ends.Free;
        return Math.Max(Math.Max(arrival, free), place > 0 ? _queue[place - 1].Start : 0);
    }

    /// <summary>Whether work at a place in the queue that keeps an accelerator until <paramref name="end"/> makes any behind it late.</summary>
    private bool Delays(int place, long end)
    {
        for (; place < _queue.Count && _queue[place].Free < end; place++)
        {
            if (Math.Min(end, _queue[place].SecondFree) > _queue[place].Start)
            {
                return true;
            }
        }

        // From where as many accelerators as there are work until later than this end, nobody notices it.
        return false;
    }

    /// <summary>Work in the queue; instants in ticks.</summary>
    /// <param name="Arrival">When it is on board.</param>
    /// <param name="Start">When it runs.</param>
    /// <param name="End">When its accelerator is free again, rest included.</param>
    /// <param name="Free">When the first accelerator would be free if only the work ahead of it were there.</param>
    /// <param name="SecondFree">When the second would be.</param>
    private readonly record struct Piece(long Arrival, long Start, long End, long Free, long SecondFree);
}
