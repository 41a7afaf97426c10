namespace Orbit.Operator.Nodes;

/// <summary>The time of day that never goes back: when the machine's clock is set back, it goes on from where it was, at half the pace, until the clock has caught up.</summary>
/// <param name="time">The machine's clock.</param>
internal sealed class SteadyClock(TimeProvider time)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _last = DateTimeOffset.MinValue;
    private long _at;

    /// <summary>An instant, later than any that was read a moment before.</summary>
    public DateTimeOffset Now()
    {
        lock (_lock)
        {
            var (now, at) = (time.GetUtcNow(), time.GetTimestamp());
            if (_last > DateTimeOffset.MinValue && _last + (time.GetElapsedTime(_at, at) / 2) is var steady && steady > now)
            {
                now = steady;
            }

            (_last, _at) = (now, at);
            return now;
        }
    }
}
