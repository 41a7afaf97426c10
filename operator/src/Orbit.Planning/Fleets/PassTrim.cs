namespace Orbit.Planning.Fleets;

/// <summary>What the passes of one satellite over one station lose at both ends.</summary>
/// <param name="Start">How much later than predicted a contact may begin; zero or more.</param>
/// <param name="End">How much earlier than predicted a contact ends; zero or more.</param>
public readonly record struct PassTrim(TimeSpan Start, TimeSpan End);
