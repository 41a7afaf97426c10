using Orbit.Planning.Fleets;

namespace Orbit.Planning.Requests;

/// <summary>Whether a job may be placed in spite of a taint. Must be quick, and give the same for the same taint.</summary>
public delegate bool TaintToleration(Taint taint);
