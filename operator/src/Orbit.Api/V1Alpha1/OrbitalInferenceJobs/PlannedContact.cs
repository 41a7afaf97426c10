using System.ComponentModel.DataAnnotations;

namespace Orbit.Api.V1Alpha1.OrbitalInferenceJobs;

/// <summary>A contact that a plan uses, and when in it the data flow. A contact for both directions stands in the plan twice, with the same name and interval.</summary>
public sealed record PlannedContact
{
    /// <summary>The GroundLink that holds the booking.</summary>
    public required string GroundLink { get; init; }

    /// <summary>Name of the contact in the station's ledger.</summary>
    public required string Contact { get; init; }

    /// <summary>Which of the station's antennas, counted from 0.</summary>
    [Range(0, 99)]
    public required int Antenna { get; init; }

    /// <summary>Start of the contact.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>End of the contact.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>When the job's data begin to flow.</summary>
    public required DateTimeOffset TransferStart { get; init; }

    /// <summary>When the last of them has arrived.</summary>
    public required DateTimeOffset TransferEnd { get; init; }
}
