using Orbit.Visibility.Intervals;

namespace Orbit.Visibility.Constraints;

/// <summary>Puts constraints together and finds what satisfies them, computing no more of them than the answer needs.</summary>
public static class WindowSource
{
    /// <summary>The instants that <paramref name="source"/> does not hold.</summary>
    public static IWindowSource Not(IWindowSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new ComplementSource(source);
    }

    /// <summary>The instants that all of the sources hold.</summary>
    /// <param name="sources">At least one. The first is asked first, and a later one only about instants that all before it hold: put the cheap and the rare first.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static IWindowSource AllOf(params IEnumerable<IWindowSource> sources) => new IntersectionSource(ListOf(sources));

    /// <summary>The instants that any of the sources holds.</summary>
    /// <param name="sources">At least one. All are asked about each instant.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static IWindowSource AnyOf(params IEnumerable<IWindowSource> sources) => new UnionSource(ListOf(sources));

    /// <summary>The instants of <paramref name="span"/>, found piece by piece when they are first asked for.</summary>
    /// <param name="span">Beyond it the source holds nothing.</param>
    /// <param name="piece">How much is computed at once, more than zero; the last piece may be shorter.</param>
    /// <param name="find">What the source holds in a piece; what it finds beyond the piece is ignored. It must give the same whenever it is asked.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="piece"/> is not above zero, or so short that the span has more than a million.</exception>
    public static IWindowSource Lazy(Interval span, TimeSpan piece, Func<Interval, IntervalSet> find) => new LazySource(span, piece, find);

    /// <summary>
    /// The earliest interval of a given length within [<paramref name="after"/>, <paramref name="before"/>) that all sources
    /// hold from its start to its end; null when there is none.
    /// </summary>
    /// <remarks>
    /// A candidate start leaps from gap to gap: each source in turn is asked whether it holds the whole slot, and where it
    /// does not, the slot is moved to the end of the gap and the first source is asked again. So a source is only asked
    /// about slots that all before it hold: put the cheap and the rare first, the costly last.
    /// </remarks>
    /// <param name="sources">The constraints, all of which the slot must satisfy; at least one.</param>
    /// <param name="length">Length of the slot, zero or more.</param>
    /// <param name="after">The slot starts no earlier.</param>
    /// <param name="before">The slot ends no later.</param>
    /// <exception cref="ArgumentException">There are no sources.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public static Interval? EarliestSlot(IEnumerable<IWindowSource> sources, TimeSpan length, DateTimeOffset after, DateTimeOffset before)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, TimeSpan.Zero);
        var all = ListOf(sources);

        // A slot of no length is still an instant that the sources hold.
        var needed = Math.Max(1, length.Ticks);
        var last = before.UtcTicks - needed;
        var start = after.UtcTicks;
        for (var k = 0; k < all.Length && start <= last; k++)
        {
            if (EndOfGap(all[k], start, start + needed) is { } free)
            {
                start = free;
                k = -1;
            }
        }

        return start <= last ? new Interval(start, start + length.Ticks) : null;
    }

    /// <summary>What the source holds of a span, interval by interval as they are asked for.</summary>
    public static IEnumerable<Interval> Enumerate(this IWindowSource source, Interval span)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Intervals(source, span);
    }

    /// <summary>All that the source holds of a span.</summary>
    public static IntervalSet ToSet(this IWindowSource source, Interval span) => IntervalSet.Of(source.Enumerate(span));

    private static IEnumerable<Interval> Intervals(IWindowSource source, Interval span)
    {
        // The interval that is being put together of what the source gives piece by piece.
        long start = span.StartTicks, end = span.StartTicks;
        for (var now = span.StartTicks; now < span.EndTicks;)
        {
            var next = source.Next(now);
            if (next.StartTicks > end && end > start)
            {
                yield return new Interval(start, end);
            }

            if (next.StartTicks > end || start == end)
            {
                start = Math.Min(next.StartTicks, span.EndTicks);
            }

            end = Math.Max(start, Math.Min(next.EndTicks, span.EndTicks));
            now = next.EndTicks;
        }

        if (end > start)
        {
            yield return new Interval(start, end);
        }
    }

    // Null when the source holds the whole of [start, end); otherwise where the first gap in it ends, as far as is known.
    private static long? EndOfGap(IWindowSource source, long start, long end)
    {
        for (var now = start; now < end;)
        {
            var next = source.Next(now);
            if (next.StartTicks > now)
            {
                return next.StartTicks;
            }

            now = next.EndTicks;
        }

        return null;
    }

    private static IWindowSource[] ListOf(IEnumerable<IWindowSource> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var list = sources.ToArray();
        if (list.Length == 0)
        {
            throw new ArgumentException("There are no constraints; give at least one.", nameof(sources));
        }

        foreach (var source in list)
        {
            ArgumentNullException.ThrowIfNull(source, nameof(sources));
        }

        return list;
    }
}
