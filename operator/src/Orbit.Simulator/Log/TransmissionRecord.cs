using Orbit.Simulator.Simulation;

namespace Orbit.Simulator.Log;

/// <summary>A bundle or a result was in the air without a break.</summary>
internal sealed record TransmissionRecord
{
    /// <summary>The contact.</summary>
    public required string Contact { get; init; }

    /// <summary>The station.</summary>
    public required string Station { get; init; }

    /// <summary>The antenna, counted from 0.</summary>
    public required int Antenna { get; init; }

    /// <summary>The satellite's NORAD catalogue number.</summary>
    public required int NoradId { get; init; }

    /// <summary>Which way.</summary>
    public required TransferDirection Direction { get; init; }

    /// <summary>The attempt whose bundle or result it is.</summary>
    public required string AttemptId { get; init; }

    /// <summary>Size of the whole, bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>Since when, mission time.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>Until when, mission time; null while it lasts.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>Whether the last bit was over at the end.</summary>
    public bool Finished { get; init; }
}
