using Orbit.Visibility.Intervals;

namespace Orbit.Visibility.Constraints;

/// <summary>What a source does not hold.</summary>
internal sealed class ComplementSource(IWindowSource source) : IWindowSource
{
    /// <inheritdoc/>
    public Interval Next(long fromTicks)
    {
        var held = source.Next(fromTicks);

        // Either the gap before what is held, or the end of what is held, where a gap may begin.
        return held.StartTicks > fromTicks
            ? new Interval(fromTicks, held.StartTicks)
            : new Interval(held.EndTicks, held.EndTicks);
    }
}
