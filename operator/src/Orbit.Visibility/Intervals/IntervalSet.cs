using System.Collections;
using System.Runtime.InteropServices;

namespace Orbit.Visibility.Intervals;

/// <summary>
/// A set of instants as sorted, disjoint, half open intervals with a gap between any two; immutable. Two sets are equal when
/// they hold the same instants.
/// </summary>
/// <remarks>
/// Kept as its bounds alone: start, end, start, end, ever growing. An instant is in the set where an odd number of bounds is
/// not after it, so a look-up is one bisection, and every operation on two sets is one merge of their bounds.
/// </remarks>
public sealed class IntervalSet : IReadOnlyList<Interval>, IEquatable<IntervalSet>, IWindowSource
{
    private readonly long[] _bounds;

    // Made when first asked for: most sets never are.
    private LengthIndex? _lengths;

    private IntervalSet(long[] bounds) => _bounds = bounds;

    /// <summary>The set of no instant.</summary>
    public static IntervalSet Empty { get; } = new([]);

    /// <summary>How many intervals the set is made of.</summary>
    public int Count => _bounds.Length / 2;

    /// <summary>Whether the set holds no instant.</summary>
    public bool IsEmpty => _bounds.Length == 0;

    /// <summary>The length of all its intervals together.</summary>
    public TimeSpan Duration
    {
        get
        {
            var ticks = 0L;
            for (var k = 0; k < _bounds.Length; k += 2)
            {
                ticks += _bounds[k + 1] - _bounds[k];
            }

            return new TimeSpan(ticks);
        }
    }

    /// <summary>From the first instant to the end of the last; empty for an empty set.</summary>
    public Interval Extent => IsEmpty ? default : new Interval(_bounds[0], _bounds[^1]);

    /// <summary>The interval at an index, in order of time.</summary>
    public Interval this[int index] => AsSpan()[index];

    /// <summary>The set of the instants of any of the given intervals, which may overlap, be empty and be in any order.</summary>
    public static IntervalSet Of(params IEnumerable<Interval> intervals)
    {
        ArgumentNullException.ThrowIfNull(intervals);
        var sorted = intervals.Where(interval => !interval.IsEmpty).ToList();
        sorted.Sort();
        return new IntervalSet(Join(CollectionsMarshal.AsSpan(sorted)));
    }

    /// <summary>The instants that any of several sets holds; none for no sets.</summary>
    /// <remarks>Merged in pairs, so each interval is looked at as often as the number of sets has binary digits.</remarks>
    public static IntervalSet UnionOf(params ReadOnlySpan<IntervalSet> sets) => sets switch
    {
        [] => Empty,
        [var only] => only ?? throw new ArgumentNullException(nameof(sets)),
        _ => UnionOf(sets[..(sets.Length / 2)]).Union(UnionOf(sets[(sets.Length / 2)..])),
    };

    /// <summary>The instants that all of several sets hold.</summary>
    /// <remarks>The sets with the fewest intervals come first, so that the larger ones are only galloped through.</remarks>
    /// <exception cref="ArgumentException">There are no sets (every instant is no set), or one is null.</exception>
    public static IntervalSet IntersectionOf(params ReadOnlySpan<IntervalSet> sets)
    {
        if (sets.IsEmpty)
        {
            throw new ArgumentException("The intersection of no sets would hold every instant; give at least one.", nameof(sets));
        }

        var bySize = sets.ToArray();
        if (Array.IndexOf(bySize, null) is >= 0 and var missing)
        {
            throw new ArgumentException(FormattableString.Invariant($"The set at index {missing} is null."), nameof(sets));
        }

        Array.Sort(bySize, (a, b) => a.Count.CompareTo(b.Count));
        var common = bySize[0];
        for (var k = 1; k < bySize.Length && !common.IsEmpty; k++)
        {
            common = common.Intersect(bySize[k]);
        }

        return common;
    }

    /// <summary>The intervals in order of time, without a copy.</summary>
    public ReadOnlySpan<Interval> AsSpan() => MemoryMarshal.Cast<long, Interval>(_bounds);

    /// <summary>Whether the set holds an instant.</summary>
    public bool Contains(DateTimeOffset instant) => (BoundsUpTo(instant.UtcTicks) & 1) != 0;

    /// <summary>Whether the set holds every instant of an interval.</summary>
    public bool Contains(Interval interval)
    {
        var next = BoundsUpTo(interval.StartTicks);
        return interval.IsEmpty || ((next & 1) != 0 && interval.EndTicks <= _bounds[next]);
    }

    /// <summary>Whether the set holds any instant of an interval.</summary>
    public bool Overlaps(Interval interval)
    {
        var next = BoundsUpTo(interval.StartTicks);
        return !interval.IsEmpty && ((next & 1) != 0 || (next < _bounds.Length && _bounds[next] < interval.EndTicks));
    }

    /// <summary>The interval that holds an instant, or else the first after it; null when there is none.</summary>
    public Interval? AtOrAfter(DateTimeOffset instant)
    {
        var index = BoundsUpTo(instant.UtcTicks) / 2;
        return index < Count ? this[index] : null;
    }

    /// <summary>The first interval that starts at or after an instant; null when there is none.</summary>
    public Interval? StartingAtOrAfter(DateTimeOffset instant)
    {
        // The interval that holds the instant counts only if it starts there.
        var bounds = BoundsUpTo(instant.UtcTicks);
        var index = bounds > 0 && _bounds[bounds - 1] == instant.UtcTicks ? bounds / 2 : (bounds + 1) / 2;
        return index < Count ? this[index] : null;
    }

    /// <summary>
    /// The earliest interval of a given length that the set holds and that starts at or after an instant; null when there is
    /// none. Takes time logarithmic in the number of intervals.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public Interval? EarliestSlot(TimeSpan length, DateTimeOffset after)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, TimeSpan.Zero);
        var index = BoundsUpTo(after.UtcTicks) / 2;
        if (index == Count)
        {
            return null;
        }

        // What is left of the first interval, or else the first later one that is long enough.
        var start = Math.Max(_bounds[2 * index], after.UtcTicks);
        if (_bounds[(2 * index) + 1] - start >= length.Ticks)
        {
            return new Interval(start, start + length.Ticks);
        }

        _lengths ??= new LengthIndex(_bounds);
        index = _lengths.FirstAtLeast(length.Ticks, index + 1);
        return index < Count ? new Interval(_bounds[2 * index], _bounds[2 * index] + length.Ticks) : null;
    }

    /// <summary>The instants of either set.</summary>
    public IntervalSet Union(IntervalSet other) => Combine(other, BoundsMerge.Either);

    /// <summary>The instants of both sets.</summary>
    public IntervalSet Intersect(IntervalSet other) => Combine(other, BoundsMerge.Both);

    /// <summary>The instants of this set that <paramref name="other"/> does not hold.</summary>
    public IntervalSet Except(IntervalSet other) => Combine(other, BoundsMerge.FirstOnly);

    /// <summary>The instants of <paramref name="span"/> that this set does not hold.</summary>
    public IntervalSet Complement(Interval span) => Combine(span, BoundsMerge.SecondOnly);

    /// <summary>The instants of this set within <paramref name="span"/>.</summary>
    public IntervalSet Clip(Interval span) => Combine(span, BoundsMerge.Both);

    /// <summary>The intervals of at least a given length.</summary>
    public IntervalSet WhereAtLeast(TimeSpan length)
    {
        var kept = new long[_bounds.Length];
        var count = 0;
        for (var k = 0; k < _bounds.Length; k += 2)
        {
            kept[count] = _bounds[k];
            kept[count + 1] = _bounds[k + 1];
            count += _bounds[k + 1] - _bounds[k] >= length.Ticks ? 2 : 0;
        }

        return count == _bounds.Length ? this : Make(kept.AsSpan(0, count));
    }

    /// <summary>
    /// The instants that are in the set however its edges err by up to <paramref name="margin"/>: each interval without its
    /// first and last <paramref name="margin"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is negative.</exception>
    public IntervalSet Shrink(TimeSpan margin)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(margin, TimeSpan.Zero);
        var kept = new List<long>(_bounds.Length);
        foreach (var interval in AsSpan())
        {
            // Compared as halves: twice an absurd margin would overflow.
            if (margin.Ticks < (interval.Duration.Ticks + 1) / 2)
            {
                kept.Add(interval.StartTicks + margin.Ticks);
                kept.Add(interval.EndTicks - margin.Ticks);
            }
        }

        return Make(CollectionsMarshal.AsSpan(kept));
    }

    /// <summary>
    /// The instants that may be in the set if its edges err by up to <paramref name="margin"/>: each interval made longer by
    /// that at both ends.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is negative.</exception>
    /// <exception cref="OverflowException">A bound leaves the range of ticks.</exception>
    public IntervalSet Widen(TimeSpan margin)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(margin, TimeSpan.Zero);
        var wider = new Interval[Count];
        for (var k = 0; k < wider.Length; k++)
        {
            wider[k] = new Interval(checked(_bounds[2 * k] - margin.Ticks), checked(_bounds[(2 * k) + 1] + margin.Ticks));
        }

        return Make(Join(wider));
    }

    /// <inheritdoc/>
    Interval IWindowSource.Next(long fromTicks)
    {
        var next = BoundsUpTo(fromTicks);
        return (next & 1) != 0 ? new Interval(fromTicks, _bounds[next])
            : next < _bounds.Length ? new Interval(_bounds[next], _bounds[next + 1])
            : new Interval(long.MaxValue, long.MaxValue);
    }

    /// <inheritdoc/>
    public bool Equals(IntervalSet? other) => other is not null && _bounds.AsSpan().SequenceEqual(other._bounds);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as IntervalSet);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(MemoryMarshal.AsBytes(_bounds.AsSpan()));
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<Interval> GetEnumerator()
    {
        for (var k = 0; k < _bounds.Length; k += 2)
        {
            yield return new Interval(_bounds[k], _bounds[k + 1]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The intervals in ISO 8601, with commas between them.</summary>
    public override string ToString() => string.Join(", ", this);

    private static IntervalSet Make(ReadOnlySpan<long> bounds) => bounds.IsEmpty ? Empty : new IntervalSet(bounds.ToArray());

    // The bounds of intervals that come in order of their starts and are not empty.
    private static long[] Join(ReadOnlySpan<Interval> sorted)
    {
        var bounds = new long[2 * sorted.Length];
        var count = 0;
        foreach (var interval in sorted)
        {
            if (count > 0 && interval.StartTicks <= bounds[count - 1])
            {
                bounds[count - 1] = Math.Max(bounds[count - 1], interval.EndTicks);
            }
            else
            {
                bounds[count++] = interval.StartTicks;
                bounds[count++] = interval.EndTicks;
            }
        }

        return count == bounds.Length ? bounds : bounds[..count];
    }

    private IntervalSet Combine(IntervalSet other, int logic)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new IntervalSet(BoundsMerge.Combine(_bounds, other._bounds, logic));
    }

    private IntervalSet Combine(Interval span, int logic) =>
        span.IsEmpty ? Empty : new IntervalSet(BoundsMerge.Combine(_bounds, [span.StartTicks, span.EndTicks], logic));

    // How many bounds are not after an instant: odd in an interval, even outside.
    private int BoundsUpTo(long ticks)
    {
        var index = _bounds.AsSpan().BinarySearch(ticks);
        return index < 0 ? ~index : index + 1;
    }
}
