using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Operator.Gateways;
using Orbit.Operator.Snapshots;
using Orbit.Planning.Fleets;

namespace Orbit.Operator.Scheduling;

/// <summary>Contacts that stand in a ledger though no plan names them any more: their ground link's controller is about to release them.</summary>
/// <remarks>
/// Plans are made as if they were gone, so that no job is placed elsewhere, or preempted, for a time that is about to be
/// free; and no plan that needs them is booked before they are gone.
/// </remarks>
internal sealed class LeavingContacts(WorldStores stores, TimeProvider wall)
{
    // A provider may refuse to let a contact go: what is not gone by then counts as taken.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private Dictionary<string, long> _since = new(StringComparer.Ordinal);

    /// <summary>Those of the fleet's bookings that are leaving.</summary>
    public IReadOnlyList<Booking> Of(Fleet fleet, IReadOnlyList<GroundLink> groundLinks)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        var reachable = fleet.Stations.Where(s => s.Available).Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var orphans = from groundLink in groundLinks
                      where reachable.Contains(groundLink.Metadata.Name!)
                      from contact in groundLink.Status?.Contacts ?? []
                      where !LedgerUpkeep.IsFinal(contact.State)
                          && contact.Start - groundLink.Spec.CancellationCutoff > fleet.Now
                          && !LedgerUpkeep.Names(stores.Jobs.Find(new(contact.Job.Namespace, contact.Job.Name)), contact)
                      select contact.Name;
        var now = wall.GetTimestamp();
        _since = orphans.ToDictionary(name => name, name => _since.GetValueOrDefault(name, now), StringComparer.Ordinal);
        return [.. fleet.Bookings.Where(b => _since.TryGetValue(b.Contact, out var since) && wall.GetElapsedTime(since, now) < Patience)];
    }
}
