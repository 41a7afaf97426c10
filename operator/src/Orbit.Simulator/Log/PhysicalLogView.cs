namespace Orbit.Simulator.Log;

/// <summary>What happened up to an instant.</summary>
internal sealed record PhysicalLogView
{
    /// <summary>The instant, mission time.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>When which antenna and satellite heard each other.</summary>
    public required IReadOnlyList<LinkRecord> Links { get; init; }

    /// <summary>What went through the air.</summary>
    public required IReadOnlyList<TransmissionRecord> Transmissions { get; init; }

    /// <summary>What the accelerators ran.</summary>
    public required IReadOnlyList<RunRecord> Runs { get; init; }
}
