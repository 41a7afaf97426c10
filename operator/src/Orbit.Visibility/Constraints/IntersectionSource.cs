using Orbit.Visibility.Intervals;

namespace Orbit.Visibility.Constraints;

/// <summary>What all of several sources hold. The first that does not hold an instant says where to look next.</summary>
internal sealed class IntersectionSource(IWindowSource[] sources) : IWindowSource
{
    /// <inheritdoc/>
    public Interval Next(long fromTicks)
    {
        var end = long.MaxValue;
        foreach (var source in sources)
        {
            var next = source.Next(fromTicks);
            if (next.StartTicks > fromTicks)
            {
                return new Interval(next.StartTicks, next.StartTicks);
            }

            end = Math.Min(end, next.EndTicks);
        }

        return new Interval(fromTicks, end);
    }
}
