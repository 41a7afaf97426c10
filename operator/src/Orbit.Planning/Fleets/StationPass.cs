using Orbit.Visibility.Contacts;

namespace Orbit.Planning.Fleets;

/// <summary>A pass of one satellite over one station.</summary>
/// <param name="Station">The station's name.</param>
/// <param name="Pass">When, and how high.</param>
public readonly record struct StationPass(string Station, Pass Pass);
