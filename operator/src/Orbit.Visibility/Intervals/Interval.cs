namespace Orbit.Visibility.Intervals;

/// <summary>A half-open span of time, [<see cref="Start"/>, <see cref="End"/>), in UTC with a resolution of 100 ns.</summary>
/// <remarks>Kept as two 64-bit tick counts: 16 bytes, and comparisons that are integer comparisons.</remarks>
public readonly record struct Interval : IComparable<Interval>
{
    /// <summary>The span from <paramref name="start"/> to <paramref name="end"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="end"/> is before <paramref name="start"/>.</exception>
    public Interval(DateTimeOffset start, DateTimeOffset end)
        : this(start.UtcTicks, end.UtcTicks)
    {
    }

    /// <summary>The span between two UTC tick counts as of <see cref="DateTimeOffset.UtcTicks"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="endTicks"/> is less than <paramref name="startTicks"/>.</exception>
    public Interval(long startTicks, long endTicks)
    {
        if (endTicks < startTicks)
        {
            throw new ArgumentException("An interval cannot end before it starts.", nameof(endTicks));
        }

        StartTicks = startTicks;
        EndTicks = endTicks;
    }

    /// <summary>First tick of the span.</summary>
    public long StartTicks { get; }

    /// <summary>First tick after the span.</summary>
    public long EndTicks { get; }

    /// <summary>First instant of the span, UTC.</summary>
    public DateTimeOffset Start => new(StartTicks, TimeSpan.Zero);

    /// <summary>First instant after the span, UTC.</summary>
    public DateTimeOffset End => new(EndTicks, TimeSpan.Zero);

    /// <summary>Length of the span; zero for an empty one.</summary>
    public TimeSpan Duration => new(EndTicks - StartTicks);

    /// <summary>Whether the span holds no instant.</summary>
    public bool IsEmpty => EndTicks == StartTicks;

    /// <summary>Whether <paramref name="instant"/> lies in the span.</summary>
    public bool Contains(DateTimeOffset instant) => instant.UtcTicks >= StartTicks && instant.UtcTicks < EndTicks;

    /// <summary>Whether every instant of <paramref name="other"/> lies in the span.</summary>
    public bool Contains(Interval other) => other.IsEmpty || (other.StartTicks >= StartTicks && other.EndTicks <= EndTicks);

    /// <summary>Whether the two spans share an instant.</summary>
    public bool Overlaps(Interval other) =>
        !IsEmpty && !other.IsEmpty && StartTicks < other.EndTicks && other.StartTicks < EndTicks;

    /// <summary>The instants that both spans hold; empty at the later start when there are none.</summary>
    public Interval Intersect(Interval other)
    {
        var start = Math.Max(StartTicks, other.StartTicks);
        return new Interval(start, Math.Max(start, Math.Min(EndTicks, other.EndTicks)));
    }

    /// <summary>The span made longer by <paramref name="margin"/> at both ends.</summary>
    public Interval Widen(TimeSpan margin) => new(StartTicks - margin.Ticks, EndTicks + margin.Ticks);

    /// <summary>Orders by start, then by end.</summary>
    public int CompareTo(Interval other) =>
        StartTicks != other.StartTicks ? StartTicks.CompareTo(other.StartTicks) : EndTicks.CompareTo(other.EndTicks);

    /// <summary>Whether the first is ordered before the second.</summary>
    public static bool operator <(Interval left, Interval right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first is ordered before the second, or equals it.</summary>
    public static bool operator <=(Interval left, Interval right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first is ordered after the second.</summary>
    public static bool operator >(Interval left, Interval right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first is ordered after the second, or equals it.</summary>
    public static bool operator >=(Interval left, Interval right) => left.CompareTo(right) >= 0;

    /// <summary>The span as <c>start/end</c> in ISO 8601.</summary>
    public override string ToString() => $"{Start:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}/{End:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}";
}
