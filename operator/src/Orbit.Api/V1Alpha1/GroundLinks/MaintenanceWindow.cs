using System.ComponentModel.DataAnnotations;

namespace Orbit.Api.V1Alpha1.GroundLinks;

/// <summary>A time in which a station is not available.</summary>
public sealed record MaintenanceWindow
{
    /// <summary>Start, mission time.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>End, mission time; the first instant at which the station is available again.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>Why, in a few words, for whoever reads the object; nothing depends on it. Left out: no reason is given.</summary>
    [StringLength(256)]
    public string? Reason { get; init; }
}
