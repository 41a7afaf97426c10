namespace Orbit.Simulator.Log;

/// <summary>An antenna and a satellite heard each other, in one contact and without a break.</summary>
internal sealed record LinkRecord
{
    /// <summary>The contact.</summary>
    public required string Contact { get; init; }

    /// <summary>The station.</summary>
    public required string Station { get; init; }

    /// <summary>The antenna, counted from 0.</summary>
    public required int Antenna { get; init; }

    /// <summary>The satellite's NORAD catalogue number.</summary>
    public required int NoradId { get; init; }

    /// <summary>Since when, mission time.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>Until when, mission time; null while it lasts.</summary>
    public DateTimeOffset? End { get; init; }
}
