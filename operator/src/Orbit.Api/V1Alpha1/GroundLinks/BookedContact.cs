using System.ComponentModel.DataAnnotations;

namespace Orbit.Api.V1Alpha1.GroundLinks;

/// <summary>A booked contact: an antenna kept for a satellite for a time.</summary>
public sealed record BookedContact
{
    /// <summary>Name of the contact, unique among all stations; the gateway knows the contact by it.</summary>
    [StringLength(253, MinimumLength = 1)]
    public required string Name { get; init; }

    /// <summary>Which of the station's antennas, counted from 0.</summary>
    [Range(0, 99)]
    public required int Antenna { get; init; }

    /// <summary>Name of the SatelliteNode.</summary>
    public required string Satellite { get; init; }

    /// <summary>Catalogue number of the satellite.</summary>
    public required int NoradId { get; init; }

    /// <summary>Start, mission time; as confirmed by the gateway, which may be another than was asked for.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>End, mission time; the first instant at which the antenna is free to turn around.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>The job that the contact is for. The booking is live as long as the job's plan names it.</summary>
    public required JobReference Job { get; init; }

    /// <summary>Number of the job's attempt that the contact is for.</summary>
    [Range(1, int.MaxValue)]
    public required int Attempt { get; init; }

    /// <summary>What the contact carries.</summary>
    public required BookedContactPurpose Purpose { get; init; }

    /// <summary>How far the contact is, as the gateway said last.</summary>
    public required BookedContactState State { get; init; }

    /// <summary>Why it failed; absent in every other state.</summary>
    public BookedContactCause? Cause { get; init; }

    /// <summary>The provider's own words, cut to 200 characters: why it failed or was cancelled by the provider, or why one in conflict is not let go.</summary>
    [StringLength(200)]
    public string? Reason { get; init; }
}
