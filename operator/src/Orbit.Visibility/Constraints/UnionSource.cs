using Orbit.Visibility.Intervals;

namespace Orbit.Visibility.Constraints;

/// <summary>What any of several sources holds.</summary>
internal sealed class UnionSource(IWindowSource[] sources) : IWindowSource
{
    /// <inheritdoc/>
    public Interval Next(long fromTicks)
    {
        // Nothing comes before the earliest start; of those that start there, the longest.
        var first = new Interval(long.MaxValue, long.MaxValue);
        foreach (var source in sources)
        {
            var next = source.Next(fromTicks);
            if (next.StartTicks < first.StartTicks || (next.StartTicks == first.StartTicks && next.EndTicks > first.EndTicks))
            {
                first = next;
            }
        }

        return first;
    }
}
