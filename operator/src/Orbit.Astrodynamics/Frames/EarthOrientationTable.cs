using System.Globalization;
using Orbit.Astrodynamics.Elements;

namespace Orbit.Astrodynamics.Frames;

/// <summary>UT1 - UTC and polar motion by day, as the IERS publishes them in the finals2000A format (finals.all, finals.data, finals.daily).</summary>
/// <remarks>
/// Bulletin A's values are used, the observed ones and then the predicted ones, a year ahead; a table a month old is still good
/// to some 3 ms and 10 milliarcseconds (1.4 m and 0.3 m on the equator). Diurnal and shorter tides in them (below 0.1 ms and
/// 1 milliarcsecond) are left out. Immutable.
/// </remarks>
public sealed class EarthOrientationTable
{
    /// <summary>The longest text accepted, characters: ten times what the IERS has published since 1973.</summary>
    public const int MaxCharacters = 32 * 1024 * 1024;

    // UTC stays within 0.9 s of UT1, and the pole within 0.6 arc seconds of its conventional place.
    private const double MostUt1MinusUtc = 1;
    private const double MostPole = 2;

    // Where the modified Julian date counts its days from.
    private static readonly DateTimeOffset MjdOrigin = new(1858, 11, 17, 0, 0, 0, TimeSpan.Zero);

    private readonly EarthOrientation[] _days;

    private EarthOrientationTable(int firstMjd, EarthOrientation[] days)
    {
        _days = days;
        Start = MjdOrigin.AddDays(firstMjd);
        End = Start.AddDays(days.Length - 1);
    }

    /// <summary>The first instant for which the table has values.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>The last instant for which it has.</summary>
    public DateTimeOffset End { get; }

    /// <summary>Reads a table. Days without values end it: the IERS lists some before it predicts them.</summary>
    /// <exception cref="FormatException">The text is too long or no such table; the message names line and field.</exception>
    public static EarthOrientationTable Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxCharacters)
        {
            throw new FormatException($"The table has more than {MaxCharacters} characters; it was not read.");
        }

        var days = new List<EarthOrientation>();
        var firstMjd = 0;
        var blankLine = 0;
        foreach (var (number, line) in TextLines.Of(text))
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            // Columns as in the IERS' readme.finals2000A, counted from 1: 8-15, 19-27, 38-46 and 59-68.
            var mjd = (int)Field(line, number, "the modified Julian date", 8, 15, 0, 200_000);
            if (days.Count > 0 && mjd != firstMjd + days.Count && blankLine == 0)
            {
                throw new FormatException($"Line {number}: the modified Julian date is {mjd}; after the line before it must be {firstMjd + days.Count}.");
            }

            if (Columns(line, 59, 68).IsWhiteSpace() || Columns(line, 19, 27).IsWhiteSpace())
            {
                blankLine = number;
                continue;
            }

            if (blankLine > 0)
            {
                throw new FormatException($"Line {number} has values, but line {blankLine} before it has none; days must follow each other.");
            }

            firstMjd = days.Count == 0 ? mjd : firstMjd;
            days.Add(new EarthOrientation(
                Field(line, number, "UT1-UTC", 59, 68, -MostUt1MinusUtc, MostUt1MinusUtc),
                Field(line, number, "polar motion x", 19, 27, -MostPole, MostPole),
                Field(line, number, "polar motion y", 38, 46, -MostPole, MostPole)));
        }

        return days.Count > 0
            ? new EarthOrientationTable(firstMjd, [.. days])
            : throw new FormatException("The table has no day with values for UT1-UTC and polar motion.");
    }

    /// <summary>
    /// The orientation at an instant, linear between days; where the table has none, false and an orientation of zeros, which
    /// is the plain model.
    /// </summary>
    /// <remarks>Between the days around a leap second, UT1 - UTC runs on to the leap and then to the value after it.</remarks>
    public bool TryAt(DateTimeOffset instant, out EarthOrientation orientation)
    {
        orientation = default;
        if (instant < Start || instant > End)
        {
            return false;
        }

        var (day, rest) = Math.DivRem((instant - Start).Ticks, TimeSpan.TicksPerDay);
        var a = _days[day];
        var b = _days[Math.Min(day + 1, _days.Length - 1)];
        var share = rest / (double)TimeSpan.TicksPerDay;

        // The leap second is inserted at the end of the day, so the whole day runs towards the value without it.
        var leap = Math.Round(b.Ut1MinusUtcSeconds - a.Ut1MinusUtcSeconds);
        orientation = new EarthOrientation(
            a.Ut1MinusUtcSeconds + (share * (b.Ut1MinusUtcSeconds - leap - a.Ut1MinusUtcSeconds)),
            a.PoleXArcseconds + (share * (b.PoleXArcseconds - a.PoleXArcseconds)),
            a.PoleYArcseconds + (share * (b.PoleYArcseconds - a.PoleYArcseconds)));
        return true;
    }

    private static double Field(string line, int number, string name, int from, int to, double least, double most)
    {
        var columns = Columns(line, from, to).Trim();
        if (!double.TryParse(columns, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            throw new FormatException($"Line {number}: {name} in columns {from} to {to} is {Wording.Quote(columns.ToString())}; it must be a number.");
        }

        return value >= least && value <= most
            ? value
            : throw new FormatException(FormattableString.Invariant($"Line {number}: {name} is {value}; it must be {least} to {most}."));
    }

    private static ReadOnlySpan<char> Columns(string line, int from, int to) =>
        line.Length < from ? [] : line.AsSpan(from - 1, Math.Min(to, line.Length) - from + 1);
}
