using System.Globalization;
using Orbit.Planning.Requests;

namespace Orbit.Planning.Search;

/// <summary>How sentences name instants, spans and sizes.</summary>
internal static class Format
{
    /// <summary>A span as <c>41 s</c>, <c>3 min 20 s</c>, <c>24 h</c> or <c>2 h 5 min</c>.</summary>
    public static string Duration(TimeSpan span) => span.TotalSeconds switch
    {
        < 9.95 => Invariant($"{span.TotalSeconds:0.#} s"),
        < 119.5 => Invariant($"{span.TotalSeconds:0} s"),
        < 3600 => Two(Math.Round(span.TotalSeconds), 60, "min", "s"),
        _ => Two(Math.Round(span.TotalMinutes), 60, "h", "min"),
    };

    /// <summary>Seconds that may be too many for a <see cref="TimeSpan"/>.</summary>
    public static string Seconds(double seconds) =>
        seconds < TimeSpan.MaxValue.TotalSeconds / 2 ? Duration(TimeSpan.FromSeconds(seconds)) : Invariant($"{seconds:0.#E+0} s");

    /// <summary>An instant as <c>00:04:12Z</c>, with its date where that is not today's.</summary>
    public static string Instant(long ticks, DateTimeOffset now)
    {
        // Cut to the second, as clocks show it.
        var instant = new DateTimeOffset(ticks, TimeSpan.Zero);
        return instant.UtcDateTime.Date == now.UtcDateTime.Date
            ? Invariant($"{instant:HH:mm:ss}Z")
            : Invariant($"{instant:yyyy-MM-dd HH:mm:ss}Z");
    }

    /// <summary>A size as <c>16 GiB</c>, <c>1.5 MiB</c> or <c>900 B</c>.</summary>
    public static string Bytes(long bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
        double value = bytes;
        var unit = 0;
        while (value >= 1024 && unit < units.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        return Invariant($"{value:0.##} {units[unit]}");
    }

    /// <summary>Until when a request is looked for: <c>before the deadline</c>, or <c>within the next 24 h</c>.</summary>
    public static string Until(RequestScope scope, DateTimeOffset now) => scope.Deadline <= scope.HorizonEnd
        ? "before the deadline"
        : $"within the next {Duration(new TimeSpan(Math.Max(0, scope.HorizonEnd - now.UtcTicks)))}";

    /// <summary>What an objective asks for, to be followed by a number of satellites.</summary>
    public static string Superlative(Objective objective) => objective switch
    {
        Objective.LowestCost => "lowest cost",
        Objective.LowestEnergy => "lowest energy",
        _ => "earliest completion",
    };

    /// <summary>Formats without regard to the culture.</summary>
    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Two(double small, int ratio, string bigUnit, string smallUnit)
    {
        var (big, rest) = Math.DivRem((long)small, ratio);
        return rest == 0 ? Invariant($"{big} {bigUnit}") : Invariant($"{big} {bigUnit} {rest} {smallUnit}");
    }
}
