namespace Orbit.Cli;

/// <summary>Instants as text, ISO 8601 UTC, rounded to the nearest unit shown.</summary>
internal static class Instant
{
    public static string Milliseconds(DateTimeOffset instant) =>
        Rounded(instant, TimeSpan.FromMilliseconds(1)).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    public static string Seconds(DateTimeOffset instant) =>
        Rounded(instant, TimeSpan.FromSeconds(1)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    public static DateTimeOffset Rounded(DateTimeOffset instant, TimeSpan unit) =>
        new((instant.UtcTicks + (unit.Ticks / 2)) / unit.Ticks * unit.Ticks, TimeSpan.Zero);
}
