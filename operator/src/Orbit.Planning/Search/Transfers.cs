namespace Orbit.Planning.Search;

/// <summary>The arithmetic of transfers and of the contacts around them.</summary>
internal static class Transfers
{
    /// <summary>How long a transfer takes: bytes · 8 / rate, rounded up to a millisecond, so that plans read well; negative when there is no rate.</summary>
    public static long Ticks(long bytes, double bitsPerSecond)
    {
        if (bitsPerSecond <= 0)
        {
            return -1;
        }

        var ticks = Math.Ceiling(bytes * 8.0 / bitsPerSecond * 1000) * TimeSpan.TicksPerMillisecond;

        // A transfer that takes a century is as good as none, and must not overflow when it is added to an instant.
        return ticks < 100 * 365.25 * TimeSpan.TicksPerDay ? (long)ticks : -1;
    }

    /// <summary>
    /// The shortest contact of at least <paramref name="minimum"/> ticks that covers [<paramref name="start"/>,
    /// <paramref name="end"/>) inside [<paramref name="low"/>, <paramref name="high"/>): it lasts longer rather than
    /// begins earlier, unless there is no room left at its end.
    /// </summary>
    /// <returns>False when there is no such contact.</returns>
    public static bool TryFit(long low, long high, long start, long end, long minimum, out long contactStart, out long contactEnd)
    {
        contactEnd = Math.Max(end, Math.Min(high, start + minimum));
        contactStart = Math.Min(start, contactEnd - minimum);
        return contactStart >= low && contactEnd <= high;
    }
}
