namespace Orbit.Visibility.Intervals;

/// <summary>Finds the next interval of at least some length, in time logarithmic in the number of intervals.</summary>
/// <remarks>
/// The greatest length of every 16 intervals, of every 16 of these, and so on: a sixteenth of a number for each interval.
/// A search climbs from its start until the rest of a group of 16 has a length that will do, then descends to it: at most
/// 16 comparisons up and 16 down on each of the log₁₆ n levels.
/// </remarks>
internal sealed class LengthIndex
{
    private const int Shift = 4;
    private const int Group = 1 << Shift;

    // Level 0 is the intervals' lengths, which their bounds say; level k of the index is here at k - 1.
    private readonly long[] _bounds;
    private readonly List<long[]> _levels = [];

    public LengthIndex(long[] bounds)
    {
        _bounds = bounds;
        for (var count = bounds.Length / 2; count > Group;)
        {
            var level = new long[(count + Group - 1) >> Shift];
            for (var k = 0; k < count; k++)
            {
                level[k >> Shift] = Math.Max(level[k >> Shift], At(_levels.Count, k));
            }

            _levels.Add(level);
            count = level.Length;
        }
    }

    /// <summary>Index of the first interval at or after <paramref name="from"/> of at least a length; the number of intervals when none is.</summary>
    public int FirstAtLeast(long length, int from)
    {
        var index = from;
        for (var level = 0; level <= _levels.Count; level++)
        {
            // The rest of this group; the topmost level is one group.
            var end = Math.Min(Count(level), level == _levels.Count ? int.MaxValue : (index + Group - 1) & ~(Group - 1));
            index = Scan(level, index, end, length);
            if (index < end)
            {
                return Descend(level, index, length);
            }

            index = (index + Group - 1) >> Shift;
        }

        return Count(0);
    }

    private int Descend(int level, int index, long length)
    {
        while (level-- > 0)
        {
            index = Scan(level, index << Shift, Count(level), length);
        }

        return index;
    }

    private int Scan(int level, int from, int end, long length)
    {
        var index = from;
        while (index < end && At(level, index) < length)
        {
            index++;
        }

        return index;
    }

    private int Count(int level) => level == 0 ? _bounds.Length / 2 : _levels[level - 1].Length;

    private long At(int level, int index) =>
        level == 0 ? _bounds[(2 * index) + 1] - _bounds[2 * index] : _levels[level - 1][index];
}
