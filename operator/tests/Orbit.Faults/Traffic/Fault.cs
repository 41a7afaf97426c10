using System.Net;

namespace Orbit.Faults.Traffic;

/// <summary>What happens to a request, an answer or a watch event. A delay or a stall is no fault of its own: the hook simply takes its time.</summary>
public abstract record Fault
{
    private Fault()
    {
    }

    /// <summary>Nothing: it passes.</summary>
    public static Fault None { get; } = new Passing();

    /// <summary>The stream breaks here: the connection of HTTP/1.1, one stream of HTTP/2.</summary>
    public static Fault Break { get; } = new Breaking();

    /// <summary>Half of a watch event passes, then the stream breaks. For a request or an answer the same as <see cref="Break"/>.</summary>
    public static Fault BreakMidway { get; } = new BreakingMidway();

    /// <summary>A watch event is left out, and the stream goes on. For a request or an answer the same as <see cref="None"/>.</summary>
    public static Fault Skip { get; } = new Skipping();

    /// <summary>The proxy answers instead of the server, with a Status as servers do. In a watch it is an ERROR event, after which the stream ends.</summary>
    /// <param name="code">Such as 429.</param>
    /// <param name="retryAfterSeconds">The Retry-After header; null for none.</param>
    public static Fault Answer(HttpStatusCode code, int? retryAfterSeconds = null) => new Answering(code, retryAfterSeconds);

    internal sealed record Passing : Fault;

    internal sealed record Breaking : Fault;

    internal sealed record BreakingMidway : Fault;

    internal sealed record Skipping : Fault;

    internal sealed record Answering(HttpStatusCode Code, int? RetryAfterSeconds) : Fault;
}
