using Orbit.Visibility.Intervals;

namespace Orbit.Visibility.Constraints;

/// <summary>Windows that are found piece by piece, each piece once, when it is first looked at.</summary>
internal sealed class LazySource : IWindowSource
{
    private const int MostPieces = 1_000_000;

    private readonly Interval _span;
    private readonly long _piece;
    private readonly Func<Interval, IntervalSet> _find;
    private readonly IWindowSource?[] _found;

    public LazySource(Interval span, TimeSpan piece, Func<Interval, IntervalSet> find)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(piece, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(span.Duration.Ticks / piece.Ticks, MostPieces, nameof(piece));
        ArgumentNullException.ThrowIfNull(find);
        _span = span;
        _piece = piece.Ticks;
        _find = find;
        _found = new IWindowSource?[(span.Duration.Ticks + _piece - 1) / _piece];
    }

    /// <inheritdoc/>
    public Interval Next(long fromTicks)
    {
        if (fromTicks < _span.StartTicks)
        {
            return new Interval(_span.StartTicks, _span.StartTicks);
        }

        if (fromTicks >= _span.EndTicks)
        {
            return new Interval(long.MaxValue, long.MaxValue);
        }

        var index = (fromTicks - _span.StartTicks) / _piece;
        var start = _span.StartTicks + (index * _piece);
        var end = Math.Min(start + _piece, _span.EndTicks);

        // Two threads may both compute a piece; they find the same.
        var found = Volatile.Read(ref _found[index]);
        if (found is null)
        {
            found = _find(new Interval(start, end));
            Volatile.Write(ref _found[index], found);
        }

        var next = found.Next(fromTicks);
        return next.EndTicks <= end ? next : new Interval(Math.Min(next.StartTicks, end), end);
    }
}
