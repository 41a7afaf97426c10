namespace Orbit.Simulator.Faults;

/// <summary>A fault in force or to come.</summary>
internal sealed record Fault
{
    /// <summary>Its number, by which it can be cleared.</summary>
    public required int Id { get; init; }

    /// <summary>What it is; its start is never before the instant at which it was asked for.</summary>
    public required FaultRequest Request { get; init; }

    /// <summary>When a fault that strikes once (cancellation, upset) does, mission time; null while it has no victim.</summary>
    public DateTimeOffset? StrikesAt { get; init; }

    /// <summary>Whether it is in force at an instant and still looks for its victim.</summary>
    public bool IsActive(DateTimeOffset at) =>
        StrikesAt is null && Request.From <= at && (Request.To is not { } to || at < to);
}
