using Orbit.Faults.Traffic;

namespace Orbit.Faults.Tests;

/// <summary>Has one fault happen to everything of a sort.</summary>
internal sealed class FaultHook : TrafficHook
{
    public Fault Request { get; init; } = Fault.None;

    public Fault Answer { get; init; } = Fault.None;

    public Func<WatchedEvent, Fault> Event { get; init; } = _ => Fault.None;

    /// <summary>The last call that was seen.</summary>
    public ApiCall? Seen { get; private set; }

    public override ValueTask<Fault> OnRequestAsync(ApiCall call, CancellationToken cancellationToken)
    {
        Seen = call;
        return new ValueTask<Fault>(Request);
    }

    public override ValueTask<Fault> OnAnswerAsync(ApiCall call, int status, CancellationToken cancellationToken) => new(Answer);

    public override ValueTask<Fault> OnWatchEventAsync(ApiCall call, WatchedEvent watched, CancellationToken cancellationToken) => new(Event(watched));
}
