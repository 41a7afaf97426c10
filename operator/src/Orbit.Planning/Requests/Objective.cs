namespace Orbit.Planning.Requests;

/// <summary>What a plan is to be best at.</summary>
public enum Objective
{
    /// <summary>The result is on the ground as early as possible.</summary>
    EarliestCompletion,

    /// <summary>The contacts cost as little as possible; then as early as possible.</summary>
    LowestCost,

    /// <summary>The work takes as little energy on board as possible; then as early as possible.</summary>
    LowestEnergy,
}
