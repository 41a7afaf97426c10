using System.Globalization;
using System.Text;

namespace Orbit.Kubernetes.Serialization;

/// <summary>Durations in the notation of Go's <c>time.ParseDuration</c> and <c>Duration.String</c>, which Kubernetes uses everywhere.</summary>
public static class GoDuration
{
    /// <summary>Reads <c>90s</c>, <c>1h30m</c>, <c>500ms</c>, <c>-1.5h</c> or <c>0</c>. What is finer than 100 ns is rounded to the nearest.</summary>
    /// <exception cref="FormatException">The text is no such duration, or longer than some 292 years as in Go.</exception>
    public static TimeSpan Parse(string text) =>
        TryParse(text, out var duration)
            ? duration
            : throw new FormatException($"A duration is written like \"90s\", \"1h30m\" or \"500ms\", not \"{text}\".");

    /// <summary>Reads a duration as <see cref="Parse"/> does; false if the text is none.</summary>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = default;
        var rest = text.AsSpan();
        var negative = rest.StartsWith("-");
        if (negative || rest.StartsWith("+"))
        {
            rest = rest[1..];
        }

        if (rest is "0")
        {
            return true;
        }

        if (rest.IsEmpty)
        {
            return false;
        }

        // Decimal holds the whole range of Go's int64 nanoseconds exactly.
        decimal nanoseconds = 0;
        while (!rest.IsEmpty)
        {
            var numberLength = CountWhile(rest, c => char.IsAsciiDigit(c) || c == '.');
            var unitLength = CountWhile(rest[numberLength..], c => !char.IsAsciiDigit(c) && c != '.');
            if (!decimal.TryParse(rest[..numberLength], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                || number > MaxNanoseconds
                || NanosecondsOf(rest.Slice(numberLength, unitLength)) is not { } unit)
            {
                return false;
            }

            nanoseconds += number * unit;
            if (nanoseconds > MaxNanoseconds)
            {
                return false;
            }

            rest = rest[(numberLength + unitLength)..];
        }

        duration = TimeSpan.FromTicks((long)decimal.Round(nanoseconds / TimeSpan.NanosecondsPerTick) * (negative ? -1 : 1));
        return true;
    }

    /// <summary>Go's canonical form: <c>1m30s</c>, <c>1h0m0s</c>, <c>500ms</c>, <c>1.5s</c>, <c>0s</c>.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
        {
            return "0s";
        }

        var ticks = duration.Ticks == long.MinValue ? (decimal)long.MaxValue + 1 : Math.Abs(duration.Ticks);
        var result = new StringBuilder(duration.Ticks < 0 ? "-" : "");
        if (ticks < TimeSpan.TicksPerSecond)
        {
            var (unit, suffix) = ticks switch
            {
                < TimeSpan.TicksPerMicrosecond => (0.01m, "ns"),
                < TimeSpan.TicksPerMillisecond => (TimeSpan.TicksPerMicrosecond, "µs"),
                _ => (TimeSpan.TicksPerMillisecond, "ms"),
            };
            return result.Append(Number(ticks / unit)).Append(suffix).ToString();
        }

        var minutes = decimal.Floor(ticks / TimeSpan.TicksPerMinute);
        var hours = decimal.Floor(minutes / 60);
        if (hours > 0)
        {
            result.Append(Number(hours)).Append('h');
        }

        if (minutes > 0)
        {
            result.Append(Number(minutes - (hours * 60))).Append('m');
        }

        return result.Append(Number((ticks - (minutes * TimeSpan.TicksPerMinute)) / TimeSpan.TicksPerSecond)).Append('s').ToString();
    }

    private const decimal MaxNanoseconds = long.MaxValue;

    private static string Number(decimal value) => value.ToString("0.#######", CultureInfo.InvariantCulture);

    private static decimal? NanosecondsOf(ReadOnlySpan<char> unit) => unit switch
    {
        "ns" => 1,
        "us" or "µs" or "μs" => 1_000,
        "ms" => 1_000_000,
        "s" => 1_000_000_000,
        "m" => 60_000_000_000,
        "h" => 3_600_000_000_000,
        _ => null,
    };

    private static int CountWhile(ReadOnlySpan<char> text, Func<char, bool> holds)
    {
        var count = 0;
        while (count < text.Length && holds(text[count]))
        {
            count++;
        }

        return count;
    }
}
