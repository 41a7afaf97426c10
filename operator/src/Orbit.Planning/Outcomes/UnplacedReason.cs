namespace Orbit.Planning.Outcomes;

/// <summary>One thing that stopped some of the satellites.</summary>
/// <param name="Satellites">How many it stopped before anything else did.</param>
/// <param name="Text">What stopped them, to be read after their number: "have no downlink before the deadline".</param>
public sealed record UnplacedReason(int Satellites, string Text);
