using Orbit.Planning.Requests;

namespace Orbit.Planning.Outcomes;

/// <summary>What became of one request: a <see cref="Plan"/>, or <see cref="Unplaced"/>.</summary>
/// <param name="Request">The request.</param>
public abstract record PlanningOutcome(PlanningRequest Request);
