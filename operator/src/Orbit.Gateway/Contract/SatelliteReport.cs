namespace Orbit.Gateway.Contract;

/// <summary>What a satellite last reported through a gateway: live during a contact, else as of the last one's end.</summary>
public sealed record SatelliteReport
{
    /// <summary>The satellite's NORAD catalogue number.</summary>
    public required int NoradId { get; init; }

    /// <summary>The instant of which the report speaks, mission time.</summary>
    public required DateTimeOffset AsOf { get; init; }

    // The JSON generator gives null to what the JSON leaves out, not the initial value.

    /// <summary>The attempts on board, in the order of their arrival.</summary>
    public IReadOnlyList<AttemptReport> Attempts { get; init => field = value ?? []; } = [];

    /// <summary>Battery charge, per cent; null when the satellite does not report it.</summary>
    public double? StateOfChargePercent { get; init; }

    /// <summary>How busy the accelerators are.</summary>
    public required AcceleratorLoad Accelerators { get; init; }
}
