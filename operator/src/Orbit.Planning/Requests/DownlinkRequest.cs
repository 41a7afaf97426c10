using Orbit.Planning.Fleets;

namespace Orbit.Planning.Requests;

/// <summary>A result that is, or will be, on board a satellite and only needs a contact that takes it down.</summary>
/// <remarks>It is planned even where the satellite takes no new jobs: the result is there and nowhere else.</remarks>
public sealed record DownlinkRequest : PlanningRequest
{
    /// <summary>The name of the satellite that holds it.</summary>
    public required string Satellite { get; init; }

    /// <summary>
    /// When it is ready on board; an instant in the past when it already is. Where the fleet has a <see cref="ComputeReservation"/>
    /// of the same job, the result is taken down no earlier than that work is expected to end (<see cref="ComputeForecast"/>).
    /// </summary>
    public required DateTimeOffset Ready { get; init; }
}
