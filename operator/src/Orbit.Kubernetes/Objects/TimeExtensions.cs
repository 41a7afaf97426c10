namespace Orbit.Kubernetes.Objects;

/// <summary>Converts between instants and the times of the built-in kinds, which are UTC.</summary>
public static class TimeExtensions
{
    /// <summary>The instant that a built-in kind's time names.</summary>
    public static DateTimeOffset ToInstant(this DateTime time) => new(time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc));

    /// <summary>An instant as <c>metav1.Time</c> holds it: in UTC, its fraction of a second cut off.</summary>
    public static DateTime ToWholeSeconds(this DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
}
