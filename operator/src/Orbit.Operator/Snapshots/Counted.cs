using System.Globalization;

namespace Orbit.Operator.Snapshots;

/// <summary>Numbers of things in sentences.</summary>
internal static class Counted
{
    /// <summary>A count with its noun: <c>1 attempt</c>, <c>3 attempts</c>.</summary>
    public static string Of(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>A span in days, to a tenth: <c>1 day</c>, <c>1.5 days</c>.</summary>
    public static string Days(TimeSpan span)
    {
        var days = span.TotalDays.ToString("0.#", CultureInfo.InvariantCulture);
        return days is "1" ? "1 day" : $"{days} days";
    }
}
