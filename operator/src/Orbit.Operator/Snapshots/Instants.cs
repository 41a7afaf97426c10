namespace Orbit.Operator.Snapshots;

/// <summary>Rounds instants to the millisecond, which is finer than any orbit is known and short enough to read.</summary>
internal static class Instants
{
    /// <summary>The first whole millisecond not before <paramref name="instant"/>.</summary>
    public static DateTimeOffset Up(DateTimeOffset instant) => Down(instant.AddTicks(TimeSpan.TicksPerMillisecond - 1));

    /// <summary>The last whole millisecond not after <paramref name="instant"/>.</summary>
    public static DateTimeOffset Down(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
