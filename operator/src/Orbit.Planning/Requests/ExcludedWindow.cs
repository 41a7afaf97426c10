using Orbit.Visibility.Intervals;

namespace Orbit.Planning.Requests;

/// <summary>A span in which a request may have no contact, because one was refused there or failed.</summary>
/// <param name="Satellite">The satellite it concerns; null for all.</param>
/// <param name="Station">The station it concerns; null for all.</param>
/// <param name="Interval">No contact overlaps it.</param>
public sealed record ExcludedWindow(string? Satellite, string? Station, Interval Interval);
