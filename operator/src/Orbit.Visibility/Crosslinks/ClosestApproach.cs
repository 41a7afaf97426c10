using Orbit.Visibility.Intervals;
using Orbit.Visibility.Searching;

namespace Orbit.Visibility.Crosslinks;

/// <summary>Finds the least distance of two satellites in a window.</summary>
/// <remarks>Positions alone are used: where the distance hardly changes SGP4's velocity is too coarse to say when it is least.</remarks>
internal static class ClosestApproach
{
    private const int SamplesPerWindow = 8;

    // A millisecond from a minimum the distance is not a micrometre more.
    private const long Resolution = TimeSpan.TicksPerMillisecond;

    private static readonly double GoldenSection = (3 - Math.Sqrt(5)) / 2;

    /// <summary>The instant of the least distance in <paramref name="window"/>, its end included, and that distance in km.</summary>
    public static (DateTimeOffset Instant, double RangeKm) Find(Trajectory first, Trajectory second, Interval window)
    {
        // Both orbits are smooth between the instants of their grids, 64 a revolution: no two minima share three of them.
        var step = Math.Max(1, Math.Min(Math.Min(first.GridStep, second.GridStep), window.Duration.Ticks / SamplesPerWindow));
        var a = At(window.StartTicks);
        var b = a;
        var best = a;
        while (b.Ticks < window.EndTicks)
        {
            var c = At(Math.Min(b.Ticks + step, window.EndTicks));
            var least = b.Range <= a.Range && b.Range <= c.Range ? Least(a, b, c) : c;
            best = least.Range < best.Range ? least : best;
            (a, b) = (b, c);
        }

        // Nothing comes after the end that would show a minimum just before it.
        var last = b.Range <= a.Range ? Least(a, b, b) : b;
        best = last.Range < best.Range ? last : best;
        return (new DateTimeOffset(best.Ticks, TimeSpan.Zero), best.Range);

        Sample At(long ticks) =>
            first.TryGet(ticks, out var one) && second.TryGet(ticks, out var other)
                ? new Sample(ticks, (other.Teme.Position - one.Teme.Position).Length)
                : new Sample(ticks, double.PositiveInfinity);

        // The minimum between a and c, given a lower b between them or at one of them.
        Sample Least(Sample a, Sample b, Sample c)
        {
            while (c.Ticks - a.Ticks > Resolution)
            {
                var left = b.Ticks - a.Ticks > c.Ticks - b.Ticks;
                var d = left
                    ? At(b.Ticks - (long)(GoldenSection * (b.Ticks - a.Ticks)))
                    : At(b.Ticks + Math.Max(1, (long)(GoldenSection * (c.Ticks - b.Ticks))));
                if (d.Range < b.Range)
                {
                    (a, b, c) = left ? (a, d, b) : (b, d, c);
                }
                else
                {
                    (a, c) = left ? (d, c) : (a, d);
                }
            }

            return b;
        }
    }

    private readonly record struct Sample(long Ticks, double Range);
}
