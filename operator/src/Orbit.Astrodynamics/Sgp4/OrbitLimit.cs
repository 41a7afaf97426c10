namespace Orbit.Astrodynamics.Sgp4;

/// <summary>Where the time ends in which an element set describes an orbit, seen from its epoch.</summary>
/// <param name="Instant">The first instant without an orbit; before the epoch it is the last one.</param>
/// <param name="Error">Why SGP4 has no state at that instant. States that it has beyond mean nothing.</param>
public readonly record struct OrbitLimit(DateTimeOffset Instant, Sgp4Error Error);
