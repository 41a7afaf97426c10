using System.Threading.Channels;

namespace Orbit.Operator.Snapshots;

/// <summary>Wakes one waiting loop. Signals that come while it works are kept as one.</summary>
internal sealed class AsyncSignal
{
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Wakes the loop, now or when it next waits.</summary>
    public void Set() => _signal.Writer.TryWrite(true);

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
            await _signal.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is up.
        }
    }
}
