namespace Orbit.Planning.Search;

/// <summary>The latest ends of work, one for each accelerator, rest included: they tell when an accelerator is free.</summary>
/// <remarks>
/// Work that starts in the order in which it is added takes the accelerator that is free first. Of all ends so far the
/// latest, as many as there are accelerators, are then the instants at which these get free.
/// </remarks>
/// <param name="accelerators">How many there are.</param>
internal sealed class LatestEnds(int accelerators)
{
    // Ascending; 0 where nothing has run.
    private readonly long[] _ends = new long[Math.Max(1, accelerators)];

    /// <summary>When the first accelerator is free.</summary>
    public long Free => _ends[0];

    /// <summary>When the second is free; the end of time where there is one only.</summary>
    public long SecondFree => _ends.Length > 1 ? _ends[1] : long.MaxValue;

    /// <summary>The first free accelerator works until an instant.</summary>
    public void Add(long end)
    {
        if (end <= _ends[0])
        {
            return;
        }

        var place = 1;
        for (; place < _ends.Length && _ends[place] < end; place++)
        {
            _ends[place - 1] = _ends[place];
        }

        _ends[place - 1] = end;
    }

    /// <summary>Nothing has run.</summary>
    public void Clear() => Array.Clear(_ends);
}
