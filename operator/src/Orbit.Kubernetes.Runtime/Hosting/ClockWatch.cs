namespace Orbit.Kubernetes.Runtime.Hosting;

/// <summary>Notices that the time of day was set, or that the machine slept: waits for an instant are made on the monotonic clock, and end too late or too soon then.</summary>
/// <param name="time">The clock.</param>
internal sealed class ClockWatch(TimeProvider time)
{
    /// <summary>What time synchronisation does every day, by small steps, is no jump.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    private DateTimeOffset _utc = time.GetUtcNow();
    private long _timestamp = time.GetTimestamp();

    /// <summary>By how much the time of day has moved, beyond the time that has passed, since the last look; null if it hardly has.</summary>
    public TimeSpan? Look()
    {
        var (utc, timestamp) = Read();
        var jump = utc - _utc - time.GetElapsedTime(_timestamp, timestamp);
        (_utc, _timestamp) = (utc, timestamp);
        return jump.Duration() > Tolerance ? jump : null;
    }

    // A process may be paused between the two readings, which would look like a jump.
    private (DateTimeOffset Utc, long Timestamp) Read()
    {
        while (true)
        {
            var before = time.GetTimestamp();
            var utc = time.GetUtcNow();
            if (time.GetElapsedTime(before) < Tolerance / 4)
            {
                return (utc, before);
            }
        }
    }
}
