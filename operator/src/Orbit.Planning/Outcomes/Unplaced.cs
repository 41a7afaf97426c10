using Orbit.Planning.Requests;

namespace Orbit.Planning.Outcomes;

/// <summary>A request that has no plan now.</summary>
/// <param name="Request">The request.</param>
public sealed record Unplaced(PlanningRequest Request) : PlanningOutcome(Request)
{
    /// <summary>Why, in a sentence: "0/12 satellites: 9 have no downlink before the deadline, 3 lack model qwen3-8b."</summary>
    public required string Message { get; init; }

    /// <summary>What stopped how many satellites, the most frequent first; empty when the sentence is about the request itself.</summary>
    public IReadOnlyList<UnplacedReason> Reasons { get; init; } = [];

    /// <summary>When to try again if nothing changes before; after the instant of planning.</summary>
    public required DateTimeOffset NextTry { get; init; }

    /// <summary>Whether it may be what others hold, an antenna, a radio or an accelerator, that stops one of the satellites; false when there would be no plan in an empty fleet either.</summary>
    public bool MayBeContended { get; init; }

    /// <summary>Whether a full ledger stops one of the satellites: there may be a plan as soon as contacts have left it.</summary>
    public bool WaitsForLedger { get; init; }

    /// <summary>Whether the deadline lies behind: no later try can place it.</summary>
    public bool DeadlinePassed { get; init; }
}
