namespace Orbit.Gateway.Contract;

/// <summary>A result on its way down in one contact.</summary>
public sealed record DownlinkTransfer
{
    /// <summary>The attempt whose result it is.</summary>
    public required string AttemptId { get; init; }

    /// <summary>Where it is.</summary>
    public required DownlinkState State { get; init; }

    /// <summary>Size of the result, bytes; null until the satellite has said it.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>SHA-256 of the result as received, 64 lower case hexadecimal digits; null until it is on the ground.</summary>
    public string? Sha256 { get; init; }

    /// <summary>When its first bit came down, mission time; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was received or given up, mission time; null before.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Why it failed, one sentence; null otherwise.</summary>
    public string? Reason { get; init; }
}
