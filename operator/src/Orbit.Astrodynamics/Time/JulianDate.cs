namespace Orbit.Astrodynamics.Time;

/// <summary>
/// A UTC instant as a Julian date in two parts, so that no precision is lost: one double alone resolves only 40 µs.
/// UT1 is taken to equal UTC everywhere (|UT1 - UTC| stays below 0.9 s by definition of UTC).
/// </summary>
/// <param name="Day">Julian date of the midnight that starts the day; always ends in .5.</param>
/// <param name="Fraction">Fraction of that day, 0 or more and below 1.</param>
public readonly record struct JulianDate(double Day, double Fraction)
{
    /// <summary>The epoch J2000.0, 2000-01-01T12:00.</summary>
    public const double J2000 = 2451545.0;

    // Julian date of 0001-01-01T00:00, where .NET counts its ticks from.
    private const double TickOrigin = 1721425.5;

    /// <summary>The date as one number of days.</summary>
    public double Days => Day + Fraction;

    /// <summary>Days since J2000.0.</summary>
    public double DaysSinceJ2000 => (Day - J2000) + Fraction;

    /// <summary>The Julian date of <paramref name="instant"/>.</summary>
    public static JulianDate FromUtc(DateTimeOffset instant) => FromUtcTicks(instant.UtcTicks);

    /// <summary>The Julian date of a tick count as of <see cref="DateTimeOffset.UtcTicks"/>.</summary>
    public static JulianDate FromUtcTicks(long utcTicks)
    {
        var (day, rest) = Math.DivRem(utcTicks, TimeSpan.TicksPerDay);
        return new JulianDate(TickOrigin + day, rest / (double)TimeSpan.TicksPerDay);
    }
}
