namespace Orbit.Planning.Fleets;

/// <summary>The planner's margins: how much of the predicted time it leaves for what does not go by the clock.</summary>
public sealed record PlanningRules
{
    /// <summary>From the instant of planning until a plan is booked and the station acts on it, where <see cref="Station.ReactionTime"/> states none.</summary>
    public TimeSpan ReactionTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The share of a link's nominal rate that plans count on, above 0 and at most 1: weather, fading and repeats take the rest.</summary>
    public double RateShare { get; init; } = 1;

    /// <summary>Kept free in a contact after its last transfer.</summary>
    public TimeSpan TransferMargin { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>From the planned end of the work on board until its result is taken down.</summary>
    public TimeSpan ComputeMargin { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>When to look again at a request that nothing foreseeable will help.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromMinutes(10);
}
