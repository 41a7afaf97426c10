using Orbit.Planning.Fleets;
using Orbit.Planning.Outcomes;

namespace Orbit.Operator.Scheduling;

/// <summary>What a piece of a round is planned on.</summary>
/// <param name="Fleet">The fleet, without the contacts that are leaving.</param>
/// <param name="Leaving">The contacts that stand in a ledger and are about to leave it.</param>
internal sealed record PlanningSnapshot(Fleet Fleet, IReadOnlyList<Booking> Leaving)
{
    /// <summary>Whether the plan needs what has not left its ledger yet.</summary>
    public bool NeedsWhatLeaves(Plan plan) => Leaving.Any(b => Fleet.Collide(plan, b));
}
