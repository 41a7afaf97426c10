namespace Orbit.Planning.Search;

/// <summary>Finds places in numbers that never fall.</summary>
internal static class Bisection
{
    /// <summary>The place of the first number above a limit; the count when there is none.</summary>
    public static int FirstAbove(ReadOnlySpan<long> rising, long limit)
    {
        int low = 0, high = rising.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (rising[middle] > limit)
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
