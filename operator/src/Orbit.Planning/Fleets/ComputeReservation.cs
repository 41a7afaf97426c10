using Orbit.Visibility.Intervals;

namespace Orbit.Planning.Fleets;

/// <summary>One accelerator of a satellite is taken for a while.</summary>
/// <param name="Satellite">The satellite's name.</param>
/// <param name="Job">The job whose work it is: <c>namespace/name</c>.</param>
/// <param name="Interval">From the planned start of the work to its end, cool-down not included.</param>
/// <param name="Arrival">When the work is on board: the end of its uplink, planned or actual.</param>
public sealed record ComputeReservation(string Satellite, string Job, Interval Interval, DateTimeOffset Arrival);
