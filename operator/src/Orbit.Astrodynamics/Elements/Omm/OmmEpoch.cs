namespace Orbit.Astrodynamics.Elements.Omm;

/// <summary>
/// CCSDS epochs: <c>2026-08-22T12:30:24.433632</c>, or by day of year <c>2026-234T12:30:24.433632</c>. UTC, with or without
/// the Z that says so; a blank may stand for the T, as Space-Track writes it. Digits past 100 ns are rounded off.
/// </summary>
internal static class OmmEpoch
{
    private const int TickPlaces = 7;

    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset epoch)
    {
        epoch = default;
        text = text.Trim();
        text = text.EndsWith("Z") ? text[..^1] : text.EndsWith("+00:00") ? text[..^6] : text;
        var separator = text.IndexOfAny('T', ' ');
        if (separator < 0 || !TryDate(text[..separator], out var date) || !TryTimeOfDay(text[(separator + 1)..], out var ticks)
            || date.Ticks + ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        epoch = new DateTimeOffset(date.Ticks + ticks, TimeSpan.Zero);
        return true;
    }

    private static bool TryDate(ReadOnlySpan<char> text, out DateTime date)
    {
        date = default;
        if (text.Length is not (8 or 10) || !TryDigits(text[..4], out var year) || year < 1 || text[4] != '-')
        {
            return false;
        }

        if (text.Length == 8)
        {
            if (!TryDigits(text[5..], out var dayOfYear) || dayOfYear < 1 || dayOfYear > (DateTime.IsLeapYear(year) ? 366 : 365))
            {
                return false;
            }

            date = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(dayOfYear - 1);
            return true;
        }

        if (text[7] != '-' || !TryDigits(text[5..7], out var month) || !TryDigits(text[8..], out var day)
            || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        date = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc);
        return true;
    }

    private static bool TryTimeOfDay(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        if (text.Length < 8 || text[2] != ':' || text[5] != ':'
            || !TryDigits(text[..2], out var hours) || !TryDigits(text[3..5], out var minutes) || !TryDigits(text[6..8], out var seconds)
            || hours > 23 || minutes > 59 || seconds > 59)
        {
            return false;
        }

        ticks = new TimeSpan(hours, minutes, seconds).Ticks;
        if (text.Length == 8)
        {
            return true;
        }

        var digits = text[9..];
        if (text[8] != '.' || digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        var fraction = 0;
        for (var place = 0; place < TickPlaces; place++)
        {
            fraction = (10 * fraction) + (place < digits.Length ? digits[place] - '0' : 0);
        }

        ticks += fraction + (digits.Length > TickPlaces && digits[TickPlaces] >= '5' ? 1 : 0);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        return !text.ContainsAnyExceptInRange('0', '9') && int.TryParse(text, out value);
    }
}
