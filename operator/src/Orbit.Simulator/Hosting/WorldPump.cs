using System.Threading.Channels;
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

    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        world.Changed += (_, _) => _changes.Writer.TryWrite(true);
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = world.Advance() is { } next ? next - clock.GetUtcNow() : LongestWait;
            wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
            using var awake = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(Task.Delay(wait, clock, awake.Token), _changes.Reader.WaitToReadAsync(awake.Token).AsTask());
            await awake.CancelAsync();
            _changes.Reader.TryRead(out _);
        }
    }
}
