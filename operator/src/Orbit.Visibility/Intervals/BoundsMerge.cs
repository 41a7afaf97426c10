using System.Buffers;

namespace Orbit.Visibility.Intervals;

/// <summary>The logic of two sets, each given by its bounds: start, end, start, end, ever growing.</summary>
/// <remarks>
/// Two ways, which give the same. Sets of about the same size are intersected interval by interval, without a branch that
/// could be mispredicted; the other operations are intersections of complements, and a complement is the same bounds with the
/// outermost added. Where one set is much smaller, the larger is galloped through (steps that double, then bisection) from
/// bound to bound of the smaller one; in between the smaller set is constant, so all of the larger one's bounds there are
/// copied as a block, or none.
/// </remarks>
internal static class BoundsMerge
{
    // Whether the result holds an instant, as the bit (in the first set) + 2 (in the second) of these. Bit 0 is never set:
    // what neither holds no result holds.

    /// <summary>In both.</summary>
    public const int Both = 0b1000;

    /// <summary>In either.</summary>
    public const int Either = 0b1110;

    /// <summary>In the first and not in the second.</summary>
    public const int FirstOnly = 0b0010;

    /// <summary>In the second and not in the first.</summary>
    public const int SecondOnly = 0b0100;

    // From this ratio of sizes on galloping is faster, however the bounds lie.
    private const int GallopRatio = 8;

    /// <summary>The bounds of the combination.</summary>
    public static long[] Combine(ReadOnlySpan<long> first, ReadOnlySpan<long> second, int logic)
    {
        // Room for the result and both complements.
        var buffer = ArrayPool<long>.Shared.Rent((2 * (first.Length + second.Length)) + 8);
        var bounds = second.Length * GallopRatio < first.Length ? Gallop(first, second, logic, buffer)
            : first.Length * GallopRatio < second.Length ? Gallop(second, first, Swap(logic), buffer)
            : Merge(first, second, logic, buffer);
        var result = bounds.IsEmpty ? [] : bounds.ToArray();
        ArrayPool<long>.Shared.Return(buffer);
        return result;
    }

    /// <summary>How many bounds from the start on are not after an instant, given that the first <paramref name="from"/> are not.</summary>
    public static int SkipTo(ReadOnlySpan<long> bounds, int from, long ticks)
    {
        var low = from;
        var step = 1;
        for (; low + step <= bounds.Length && bounds[low + step - 1] <= ticks; step *= 2)
        {
            low += step;
        }

        var high = Math.Min(bounds.Length, low + step - 1);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (bounds[middle] <= ticks)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static ReadOnlySpan<long> Merge(ReadOnlySpan<long> x, ReadOnlySpan<long> y, int logic, Span<long> buffer)
    {
        var half = x.Length + y.Length + 4;
        var result = buffer[..half];
        var room = buffer[half..];
        return logic switch
        {
            FirstOnly => Intersect(x, Complement(y, room), result),
            SecondOnly => Intersect(Complement(x, room), y, result),
            Either => Complement(Intersect(Complement(x, room), Complement(y, room[(x.Length + 2)..]), result), room),
            _ => Intersect(x, y, result),
        };
    }

    private static ReadOnlySpan<long> Intersect(ReadOnlySpan<long> x, ReadOnlySpan<long> y, Span<long> result)
    {
        int i = 0, j = 0, count = 0;
        while ((uint)(i + 1) < (uint)x.Length && (uint)(j + 1) < (uint)y.Length)
        {
            // What the two intervals share, kept if it is anything; then on from the one that ends first, or from both.
            var start = Math.Max(x[i], y[j]);
            var xEnd = x[i + 1];
            var yEnd = y[j + 1];
            var end = Math.Min(xEnd, yEnd);
            result[count] = start;
            result[count + 1] = end;
            count += start < end ? 2 : 0;
            i += xEnd <= yEnd ? 2 : 0;
            j += yEnd <= xEnd ? 2 : 0;
        }

        return result[..count];
    }

    // Within all ticks: a set that reaches to their end loses that bound, any other gains it.
    private static ReadOnlySpan<long> Complement(ReadOnlySpan<long> bounds, Span<long> result)
    {
        result[0] = long.MinValue;
        bounds.CopyTo(result[1..]);
        result[bounds.Length + 1] = long.MaxValue;
        var from = bounds.Length > 0 && bounds[0] == long.MinValue ? 2 : 0;
        var to = bounds.Length > 0 && bounds[^1] == long.MaxValue ? bounds.Length : bounds.Length + 2;
        return from < to ? result[from..to] : [];
    }

    private static ReadOnlySpan<long> Gallop(ReadOnlySpan<long> large, ReadOnlySpan<long> small, int logic, Span<long> result)
    {
        int i = 0, count = 0;
        for (var j = 0; j < small.Length; j++)
        {
            // Everything of the large set before this bound, and the bound itself.
            var bound = small[j];
            var next = SkipTo(large, i, bound);
            var meets = next > i && large[next - 1] == bound ? 1 : 0;
            var before = (j & 1) << 1;
            var after = before ^ 2;
            count += CopyWhereItMatters(large[i..(next - meets)], logic >> before, result[count..]);
            result[count] = bound;
            count += ((logic >> (before | ((next - meets) & 1))) ^ (logic >> (after | (next & 1)))) & 1;
            i = next;
        }

        return result[..(count + CopyWhereItMatters(large[i..], logic, result[count..]))];
    }

    // With the other set constant, the result either changes with each bound or does not change at all.
    private static int CopyWhereItMatters(ReadOnlySpan<long> bounds, int logic, Span<long> result)
    {
        if ((((logic >> 1) ^ logic) & 1) == 0)
        {
            return 0;
        }

        bounds.CopyTo(result);
        return bounds.Length;
    }

    private static int Swap(int logic) => (logic & 0b1001) | ((logic & FirstOnly) << 1) | ((logic & SecondOnly) >> 1);
}
