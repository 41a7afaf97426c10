namespace Orbit.Gateway.Contract;

/// <summary>The booking of a contact: an antenna of a station follows one satellite for an interval.</summary>
public sealed record ContactBooking
{
    /// <summary>The station, by the name under which the gateway knows it.</summary>
    public required string Station { get; init; }

    /// <summary>The satellite's NORAD catalogue number.</summary>
    public required int NoradId { get; init; }

    /// <summary>The antenna, counted from 0.</summary>
    public required int Antenna { get; init; }

    /// <summary>First instant of the contact, mission time.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>First instant after the contact, mission time.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>What the contact is for.</summary>
    public required ContactPurpose Purpose { get; init; }
}
