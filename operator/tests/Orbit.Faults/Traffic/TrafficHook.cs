namespace Orbit.Faults.Traffic;

/// <summary>What a test does to the traffic. Called for many requests at once. A hook that waits holds up just what it was called for.</summary>
public abstract class TrafficHook
{
    /// <summary>Lets everything pass.</summary>
    public static TrafficHook None { get; } = new Passing();

    /// <summary>A request has come, and nothing of it has been sent on: a fault here means that the server never heard of it.</summary>
    public virtual ValueTask<Fault> OnRequestAsync(ApiCall call, CancellationToken cancellationToken) => new(Fault.None);

    /// <summary>The server has answered, and the client has not heard of it: a fault here means that what was asked for is done all the same.</summary>
    /// <param name="call">The request.</param>
    /// <param name="status">The answer's HTTP status.</param>
    /// <param name="cancellationToken">Cancelled when the client went away.</param>
    public virtual ValueTask<Fault> OnAnswerAsync(ApiCall call, int status, CancellationToken cancellationToken) => new(Fault.None);

    /// <summary>An event of a watch has come from the server.</summary>
    public virtual ValueTask<Fault> OnWatchEventAsync(ApiCall call, WatchedEvent watched, CancellationToken cancellationToken) => new(Fault.None);

    private sealed class Passing : TrafficHook;
}
