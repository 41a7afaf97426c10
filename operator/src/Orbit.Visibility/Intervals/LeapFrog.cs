using System.Runtime.InteropServices;

namespace Orbit.Visibility.Intervals;

/// <summary>The intersection of many sets in one pass, without the sets of some of them in between.</summary>
/// <remarks>
/// One instant leaps ahead: to the next start of the first set that does not hold it, and each set is galloped there. The set
/// with the fewest intervals is asked first, so the work is in proportion to that set and the logarithm of the leaps.
/// </remarks>
internal static class LeapFrog
{
    /// <summary>The bounds of what all the sets hold, given their bounds; the sets are put in order of size.</summary>
    public static ReadOnlySpan<long> Intersect(long[][] sets)
    {
        Array.Sort(sets, (a, b) => a.Length.CompareTo(b.Length));
        var positions = new int[sets.Length];
        var shared = new List<long>();
        var instant = long.MinValue;
        while (TryAdvance(sets, positions, ref instant, out var end))
        {
            shared.Add(instant);
            shared.Add(end);
            instant = end;
        }

        return CollectionsMarshal.AsSpan(shared);
    }

    // The first instant at or after the given one that all sets hold, and where the first of them ends.
    private static bool TryAdvance(long[][] sets, int[] positions, ref long instant, out long end)
    {
        end = long.MaxValue;
        for (var k = 0; k < sets.Length; k++)
        {
            var bounds = sets[k];
            var next = positions[k] = BoundsMerge.SkipTo(bounds, positions[k], instant);
            if (next == bounds.Length)
            {
                return false;
            }

            if ((next & 1) == 0)
            {
                // A gap: leap to its end, and ask all sets again.
                instant = bounds[next];
                end = long.MaxValue;
                k = -1;
                continue;
            }

            end = Math.Min(end, bounds[next]);
        }

        return true;
    }
}
