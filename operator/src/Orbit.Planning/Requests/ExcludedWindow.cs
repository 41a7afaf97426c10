using Orbit.Visibility.Intervals;

namespace Orbit.Planning.Requests;

/// <summary>A span in which a request may have no contact, because one was refused there or failed.</summary>
/// <param name="Satellite">The satellite it concerns; null for all.</param>
/// <param name="Station">The station it concerns; null for all.</param>
/// <param name="Interval">No contact overlaps it.</param>
public sealed record ExcludedWindow(string? Satellite, string? Station, Interval Interval)
{
    /// <summary>Whether it takes something of [<paramref name="start"/>, <paramref name="end"/>), in ticks, from contacts of a satellite and a station, by their names.</summary>
    internal bool Concerns(string satellite, string station, long start, long end) =>
        Interval.StartTicks < end && Interval.EndTicks > start
        && (Satellite is null || string.Equals(Satellite, satellite, StringComparison.Ordinal))
        && (Station is null || string.Equals(Station, station, StringComparison.Ordinal));
}
