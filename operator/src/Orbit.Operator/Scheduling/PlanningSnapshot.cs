using Orbit.Planning.Fleets;
using Orbit.Planning.Outcomes;
using Orbit.Planning.Requests;

namespace Orbit.Operator.Scheduling;

/// <summary>What a piece of a round is planned on.</summary>
/// <param name="Fleet">The fleet, without the contacts that are leaving.</param>
/// <param name="Leaving">The contacts that stand in a ledger and are about to leave it.</param>
internal sealed record PlanningSnapshot(Fleet Fleet, IReadOnlyList<Booking> Leaving)
{
    /// <summary>Whether the plan needs what has not left its ledger yet.</summary>
    public bool NeedsWhatLeaves(Plan plan) => Leaving.Any(b => Fleet.Collide(plan, b));

    /// <summary>The request has no plan because the ledger of a station is full; it is tried again when the first contact leaves it.</summary>
    public Unplaced LedgerFull(PlanningRequest request, string station) => new(request)
    {
        Message = $"The ledger of {station} is full.",
        NextTry = Fleet.Bookings
            .Where(b => string.Equals(b.Station, station, StringComparison.Ordinal) && b.Interval.End > Fleet.Now)
            .Select(b => b.Interval.End)
            .Append(Fleet.Now + Fleet.Rules.RetryInterval)
            .Min(),
        WaitsForLedger = true,
    };
}
