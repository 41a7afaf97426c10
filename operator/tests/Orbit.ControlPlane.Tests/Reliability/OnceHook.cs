using Orbit.Faults.Traffic;

namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>Has a fault happen to the first few requests, or watch events, that a test chooses; all others pass.</summary>
internal sealed class OnceHook(Fault fault, int times = 1) : TrafficHook
{
    private int _happened;

    /// <summary>The requests that are disturbed; none when null.</summary>
    public Func<ApiCall, bool>? Requests { get; init; }

    /// <summary>The watch events that are disturbed; none when null.</summary>
    public Func<WatchedEvent, bool>? Events { get; init; }

    /// <summary>How many faults have happened.</summary>
    public int Happened => Math.Min(_happened, times);

    public override ValueTask<Fault> OnRequestAsync(ApiCall call, CancellationToken cancellationToken) => new(Next(Requests?.Invoke(call) is true));

    public override ValueTask<Fault> OnWatchEventAsync(ApiCall call, WatchedEvent watched, CancellationToken cancellationToken) =>
        new(Next(Events?.Invoke(watched) is true));

    private Fault Next(bool isMeant) => isMeant && Interlocked.Increment(ref _happened) <= times ? fault : Fault.None;
}
