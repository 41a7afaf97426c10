namespace Orbit.Gateway.Contract;

/// <summary>An attempt as its satellite reports it.</summary>
public sealed record AttemptReport
{
    /// <summary>The attempt.</summary>
    public required string AttemptId { get; init; }

    /// <summary>Where it is.</summary>
    public required AttemptPhase Phase { get; init; }

    /// <summary>When its bundle was whole on board, mission time.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When its run started (the last one, if it was restarted), mission time; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended, mission time; null before.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Size of the result, bytes; null before it is there.</summary>
    public long? ResultBytes { get; init; }

    /// <summary>SHA-256 of the result, 64 lower case hexadecimal digits; null before it is there.</summary>
    public string? Sha256 { get; init; }

    /// <summary>What kind of failure it was; null when it has not failed, or nobody knows.</summary>
    public AttemptFailureCause? Cause { get; init; }

    /// <summary>Why it failed or was restarted, one sentence; null otherwise.</summary>
    public string? Reason { get; init; }
}
