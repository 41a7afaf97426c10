namespace Orbit.Simulator.Faults;

/// <summary>A fault asked for. What it hits must match every one of contact, station, satellite and attempt that is given.</summary>
internal sealed record FaultRequest
{
    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>Only this contact.</summary>
    public string? Contact { get; init; }

    /// <summary>Only contacts of this station.</summary>
    public string? Station { get; init; }

    /// <summary>Only this satellite.</summary>
    public int? NoradId { get; init; }

    /// <summary>Only this attempt, for an upset.</summary>
    public string? AttemptId { get; init; }

    /// <summary>From when, mission time; now when null or past.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Until when, mission time; until cleared when null.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>By what the rates are multiplied, for a slow link: 0.001 to 1.</summary>
    public decimal? Factor { get; init; }

    /// <summary>Whether the attempt starts again after an upset; otherwise it fails.</summary>
    public bool Restart { get; init; }

    /// <summary>How long after the booking the provider decides, for a late decision, or confirms, for other times; at the latest just before the start.</summary>
    public TimeSpan? After { get; init; }

    /// <summary>By how much later the contact starts than asked for; negative for earlier.</summary>
    public TimeSpan? StartShift { get; init; }

    /// <summary>By how much later the contact ends than asked for; negative for earlier.</summary>
    public TimeSpan? EndShift { get; init; }

    /// <summary>The antenna that is confirmed instead, counted from 0.</summary>
    public int? Antenna { get; init; }

    /// <summary>By how much later the provider sees the satellite than its elements say; negative for earlier.</summary>
    public TimeSpan? Offset { get; init; }

    /// <summary>What the provider or the satellite says about it.</summary>
    public string? Reason { get; init; }
}
