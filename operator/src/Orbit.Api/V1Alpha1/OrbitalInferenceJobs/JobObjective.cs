namespace Orbit.Api.V1Alpha1.OrbitalInferenceJobs;

/// <summary>What the best plan of a job is.</summary>
public enum JobObjective
{
    /// <summary>The one whose result is on the ground first.</summary>
    EarliestCompletion,

    /// <summary>The one whose contacts cost least; among equals the earliest. Costs in another currency than most stations have come last.</summary>
    LowestCost,

    /// <summary>The one that takes least energy on board; among equals the earliest.</summary>
    LowestEnergy,
}
