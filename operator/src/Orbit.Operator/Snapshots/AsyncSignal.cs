namespace Orbit.Operator.Snapshots;

/// <summary>Wakes one waiting loop. Signals that come while it works are kept as one.</summary>
internal sealed class AsyncSignal
{
    private readonly SemaphoreSlim _semaphore = new(0, 1);

    /// <summary>Wakes the loop, now or when it next waits.</summary>
    public void Set()
    {
        try
        {
            _semaphore.Release();
        }
        catch (SemaphoreFullException)
        {
            // The loop has yet to see the last one.
        }
    }

    /// <summary>Waits for the signal, at most for <paramref name="most"/> on <paramref name="clock"/>.</summary>
    public async Task WaitAsync(TimeSpan most, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (most <= TimeSpan.Zero)
        {
            most = TimeSpan.FromMilliseconds(1);
        }

        // Timers take no more than 49 days, and nothing here is harmed by waking once a day.
        using var timeout = new CancellationTokenSource(most < TimeSpan.FromDays(1) ? most : TimeSpan.FromDays(1), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _semaphore.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is up.
        }
    }
}
