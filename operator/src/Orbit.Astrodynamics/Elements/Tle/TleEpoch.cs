namespace Orbit.Astrodynamics.Elements.Tle;

/// <summary>The epoch of a TLE: two digits of the year, the day of the year from 1, and its fraction to 8 places.</summary>
internal static class TleEpoch
{
    /// <summary>The width of the epoch's columns.</summary>
    public const int Width = 14;

    /// <summary>The last year that two digits can say; 57 to 99 are of the twentieth century, for Sputnik flew in 1957.</summary>
    public const int LastYear = 2056;

    private const int FirstYear = 1957;
    private const int Places = 8;

    // A hundred-millionth of a day is 864 microseconds, a whole number of ticks: epochs are exact, no double is involved.
    private const long TicksPerUnit = TimeSpan.TicksPerDay / UnitsPerDay;
    private const long UnitsPerDay = 100_000_000;

    public static int FullYear(int twoDigits) => twoDigits < FirstYear % 100 ? 2000 + twoDigits : 1900 + twoDigits;

    /// <summary>Reads the epoch's columns; blanks may stand for leading zeros of the year and of the day.</summary>
    public static bool TryParse(ReadOnlySpan<char> columns, out DateTimeOffset epoch)
    {
        epoch = default;
        var yearDigits = columns[..2].TrimStart(' ');
        var dayAndFraction = columns[2..].Trim(' ');
        var point = dayAndFraction.IndexOf('.');
        var dayDigits = point < 0 ? dayAndFraction : dayAndFraction[..point];
        var fractionDigits = point < 0 ? [] : dayAndFraction[(point + 1)..];
        if (!TryDigits(yearDigits, out var twoDigits) || !TryDigits(dayDigits, out var day) || fractionDigits.Length > Places)
        {
            return false;
        }

        var units = 0;
        if (!fractionDigits.IsEmpty && !TryDigits(fractionDigits, out units))
        {
            return false;
        }

        for (var place = fractionDigits.Length; place < Places; place++)
        {
            units *= 10;
        }

        var year = FullYear(twoDigits);
        if (day < 1 || day > (DateTime.IsLeapYear(year) ? 366 : 365))
        {
            return false;
        }

        epoch = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day - 1).AddTicks(units * TicksPerUnit);
        return true;
    }

    /// <summary>The epoch's columns, rounded to the nearest 864 microseconds; false outside the years of a TLE.</summary>
    public static bool TryFormat(DateTimeOffset epoch, out string columns)
    {
        var ticks = (epoch.UtcTicks + (TicksPerUnit / 2)) / TicksPerUnit * TicksPerUnit;
        var rounded = new DateTime(Math.Min(ticks, DateTime.MaxValue.Ticks), DateTimeKind.Utc);
        columns = $"{rounded.Year % 100:D2}{rounded.DayOfYear:D3}.{rounded.TimeOfDay.Ticks / TicksPerUnit:D8}";
        return rounded.Year is >= FirstYear and <= LastYear;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        return !text.IsEmpty && text.Length <= Places && !text.ContainsAnyExceptInRange('0', '9') && int.TryParse(text, out value);
    }
}
