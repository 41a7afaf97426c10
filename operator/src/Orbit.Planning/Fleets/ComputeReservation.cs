using Orbit.Visibility.Intervals;

namespace Orbit.Planning.Fleets;

/// <summary>One accelerator of a satellite is taken for a while.</summary>
/// <param name="Satellite">The satellite's name.</param>
/// <param name="Interval">From the planned start of the work to its end, cool-down not included.</param>
public sealed record ComputeReservation(string Satellite, Interval Interval);
