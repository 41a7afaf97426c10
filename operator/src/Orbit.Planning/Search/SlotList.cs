using System.Runtime.InteropServices;

namespace Orbit.Planning.Search;

/// <summary>Slots in the order in which their passes begin.</summary>
internal sealed class SlotList
{
    private readonly List<Slot> _slots = [];

    // The latest end among this slot and all earlier ones, as in PassTimeline.
    private readonly List<long> _latestEnd = [];

    /// <summary>How many there are.</summary>
    public int Count => _slots.Count;

    /// <summary>The slot at a place.</summary>
    public Slot this[int index] => _slots[index];

    /// <summary>Forgets them all, keeping the memory.</summary>
    public void Clear()
    {
        _slots.Clear();
        _latestEnd.Clear();
    }

    /// <summary>Appends a slot; its pass begins no earlier than the last one's.</summary>
    public void Add(in Slot slot)
    {
        _latestEnd.Add(_latestEnd.Count == 0 ? slot.End : Math.Max(_latestEnd[^1], slot.End));
        _slots.Add(slot);
    }

    /// <summary>The first slot that may end after <paramref name="ticks"/>: no earlier one does.</summary>
    public int FirstEndingAfter(long ticks) => Bisection.FirstAbove(CollectionsMarshal.AsSpan(_latestEnd), ticks);
}
