namespace Orbit.Faults.Traffic;

/// <summary>How often each fault happens, as a share of the requests, answers or watch events that it can happen to: 0.02 is one in fifty.</summary>
public sealed record FaultMix
{
    /// <summary>A request is answered with 429 and Retry-After: 1.</summary>
    public double TooManyRequests { get; init; }

    /// <summary>A request is answered with 500.</summary>
    public double InternalError { get; init; }

    /// <summary>A watch is refused with 410, so that its kind is listed again.</summary>
    public double Gone { get; init; }

    /// <summary>A request never reaches the server.</summary>
    public double LostRequest { get; init; }

    /// <summary>The server does what it was asked for, and the client never hears of it.</summary>
    public double LostAnswer { get; init; }

    /// <summary>An answer takes its time, up to <see cref="LongestDelay"/>.</summary>
    public double Delay { get; init; }

    /// <summary>Longest delay of an answer.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A watch breaks in the middle of an event.</summary>
    public double BrokenWatch { get; init; }

    /// <summary>A watch ends with the error 410 instead of an event.</summary>
    public double GoneInWatch { get; init; }
}
