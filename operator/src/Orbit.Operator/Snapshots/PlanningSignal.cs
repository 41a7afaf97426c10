namespace Orbit.Operator.Snapshots;

/// <summary>Wakes the scheduler, and counts the changes after which a job that has no plan may get one.</summary>
internal sealed class PlanningSignal
{
    private readonly AsyncSignal _signal = new();
    private long _version;

    /// <summary>How many such changes there have been.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Something changed that may make room: every job without a plan is looked at again.</summary>
    public void Set()
    {
        Interlocked.Increment(ref _version);
        _signal.Set();
    }

    /// <summary>A job came or changed, or is to be looked at again: wakes the scheduler for that job alone.</summary>
    public void Wake() => _signal.Set();

    /// <summary>Waits for either, at most for <paramref name="most"/> on <paramref name="clock"/>.</summary>
    public Task WaitAsync(TimeSpan most, TimeProvider clock, CancellationToken cancellationToken) => _signal.WaitAsync(most, clock, cancellationToken);
}
