using System.Collections;

namespace Orbit.Visibility.Intervals;

/// <summary>
/// A set of instants as sorted, disjoint, half open intervals with a gap between any two; immutable. Two sets are equal when
/// they hold the same instants.
/// </summary>
public sealed class IntervalSet : IReadOnlyList<Interval>, IEquatable<IntervalSet>
{
    private readonly Interval[] _intervals;

    private IntervalSet(Interval[] intervals) => _intervals = intervals;

    /// <summary>The set of no instant.</summary>
    public static IntervalSet Empty { get; } = new([]);

    /// <summary>How many intervals the set is made of.</summary>
    public int Count => _intervals.Length;

    /// <summary>Whether the set holds no instant.</summary>
    public bool IsEmpty => _intervals.Length == 0;

    /// <summary>The length of all its intervals together.</summary>
    public TimeSpan Duration => new(_intervals.Sum(interval => interval.Duration.Ticks));

    /// <summary>The interval at an index, in order of time.</summary>
    public Interval this[int index] => _intervals[index];

    /// <summary>The set of the instants of any of the given intervals, which may overlap, be empty and be in any order.</summary>
    public static IntervalSet Of(params IEnumerable<Interval> intervals)
    {
        ArgumentNullException.ThrowIfNull(intervals);
        var sorted = intervals.Where(interval => !interval.IsEmpty).ToList();
        sorted.Sort();
        return new IntervalSet(Merge(sorted));
    }

    /// <summary>Whether the set holds an instant.</summary>
    public bool Contains(DateTimeOffset instant)
    {
        var ticks = instant.UtcTicks;
        var next = FirstEndingAfter(ticks);
        return next < _intervals.Length && _intervals[next].StartTicks <= ticks;
    }

    /// <summary>Whether the set holds every instant of an interval.</summary>
    public bool Contains(Interval interval)
    {
        var next = FirstEndingAfter(interval.StartTicks);
        return interval.IsEmpty || (next < _intervals.Length && _intervals[next].Contains(interval));
    }

    /// <summary>The interval that holds an instant, or else the first after it; null when there is none.</summary>
    public Interval? AtOrAfter(DateTimeOffset instant)
    {
        var next = FirstEndingAfter(instant.UtcTicks);
        return next < _intervals.Length ? _intervals[next] : null;
    }

    /// <summary>The instants of either set.</summary>
    public IntervalSet Union(IntervalSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Of([.. _intervals, .. other._intervals]);
    }

    /// <summary>The instants of both sets.</summary>
    public IntervalSet Intersect(IntervalSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var shared = new List<Interval>();
        for (int i = 0, j = 0; i < _intervals.Length && j < other._intervals.Length;)
        {
            var a = _intervals[i];
            var b = other._intervals[j];
            if (a.Overlaps(b))
            {
                shared.Add(a.Intersect(b));
            }

            // The one that ends first can share nothing more.
            if (a.EndTicks < b.EndTicks)
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return new IntervalSet([.. shared]);
    }

    /// <summary>The instants of this set that <paramref name="other"/> does not hold.</summary>
    public IntervalSet Except(IntervalSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return IsEmpty ? this : Intersect(other.Complement(new Interval(_intervals[0].StartTicks, _intervals[^1].EndTicks)));
    }

    /// <summary>The instants of <paramref name="span"/> that this set does not hold.</summary>
    public IntervalSet Complement(Interval span)
    {
        var gaps = new List<Interval>();
        var free = span.StartTicks;
        for (var k = FirstEndingAfter(free); k < _intervals.Length && _intervals[k].StartTicks < span.EndTicks; k++)
        {
            if (_intervals[k].StartTicks > free)
            {
                gaps.Add(new Interval(free, _intervals[k].StartTicks));
            }

            free = _intervals[k].EndTicks;
        }

        if (free < span.EndTicks)
        {
            gaps.Add(new Interval(free, span.EndTicks));
        }

        return new IntervalSet([.. gaps]);
    }

    /// <summary>The instants of this set within <paramref name="span"/>.</summary>
    public IntervalSet Clip(Interval span)
    {
        var kept = new List<Interval>();
        for (var k = FirstEndingAfter(span.StartTicks); k < _intervals.Length && _intervals[k].Overlaps(span); k++)
        {
            kept.Add(_intervals[k].Intersect(span));
        }

        return new IntervalSet([.. kept]);
    }

    /// <inheritdoc/>
    public bool Equals(IntervalSet? other) => other is not null && _intervals.AsSpan().SequenceEqual(other._intervals);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as IntervalSet);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var interval in _intervals)
        {
            hash.Add(interval);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<Interval> GetEnumerator() => ((IEnumerable<Interval>)_intervals).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The intervals in ISO 8601, with commas between them.</summary>
    public override string ToString() => string.Join(", ", _intervals);

    private static Interval[] Merge(List<Interval> sorted)
    {
        var merged = new List<Interval>(sorted.Count);
        foreach (var interval in sorted)
        {
            if (merged.Count > 0 && interval.StartTicks <= merged[^1].EndTicks)
            {
                merged[^1] = new Interval(merged[^1].StartTicks, Math.Max(merged[^1].EndTicks, interval.EndTicks));
            }
            else
            {
                merged.Add(interval);
            }
        }

        return [.. merged];
    }

    // Index of the first interval that ends after an instant; the number of intervals when none does.
    private int FirstEndingAfter(long ticks)
    {
        var low = 0;
        var high = _intervals.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_intervals[middle].EndTicks > ticks)
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
