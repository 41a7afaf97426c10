namespace Orbit.Gateway.Contract;

/// <summary>A bundle on its way up in one contact.</summary>
public sealed record UplinkTransfer
{
    /// <summary>The attempt whose bundle it is.</summary>
    public required string AttemptId { get; init; }

    /// <summary>Size of the bundle, bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>Where it is.</summary>
    public required UplinkState State { get; init; }

    /// <summary>When its first bit went up, mission time; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was delivered or given up, mission time; null before.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Why it failed, one sentence; null otherwise.</summary>
    public string? Reason { get; init; }
}
