using Orbit.Gateway.Clock;
using Orbit.Simulator.Simulation;

namespace Orbit.Simulator.Hosting;

/// <summary>
/// Brings the world to the present when something happens in it, though nobody looks: so that inference begins when a run
/// does and the log is written as things happen. What requests see does not depend on it.
/// </summary>
internal sealed class WorldPump(World world, MissionClock clock) : BackgroundService
{
    // The longest a system timer takes is 49 days of wall time.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var changed = new SemaphoreSlim(0);
        world.Changed += Wake;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var wait = world.Advance() is { } next ? next - clock.GetUtcNow() : LongestWait;
                wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
                using var awake = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                await Task.WhenAny(Task.Delay(wait, clock, awake.Token), changed.WaitAsync(awake.Token));
                await awake.CancelAsync();
            }
        }
        finally
        {
            world.Changed -= Wake;
        }

        void Wake(object? sender, EventArgs e) => changed.Release();
    }
}
