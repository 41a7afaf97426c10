using Orbit.Visibility.Intervals;

namespace Orbit.Visibility.Eclipses;

/// <summary>When the Earth stands between a satellite and the Sun.</summary>
/// <param name="Penumbra">While any part of the Sun is hidden, umbra included.</param>
/// <param name="Umbra">While all of it is.</param>
public sealed record EclipseWindows(IntervalSet Penumbra, IntervalSet Umbra);
