using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Planning.Fleets;
using Orbit.Visibility.Intervals;

namespace Orbit.Operator.Gateways;

/// <summary>What becomes of contacts that are to be booked in a ledger.</summary>
/// <param name="Ledger">The ledger with those that are booked.</param>
/// <param name="Added">The names of those that it did not hold before.</param>
/// <param name="Lost">The names of those whose place is taken, or is no longer there.</param>
internal sealed record LedgerBooking(IReadOnlyList<BookedContact> Ledger, IReadOnlySet<string> Added, IReadOnlySet<string> Lost)
{
    /// <summary>None of the contacts is booked.</summary>
    public static LedgerBooking None(IReadOnlyList<BookedContact> contacts) =>
        new([], new HashSet<string>(StringComparer.Ordinal), contacts.Select(c => c.Name).ToHashSet(StringComparer.Ordinal));

    /// <summary>Books the contacts in the ledger of a station as it is: each whose antenna and whose satellite's radio are free, in the order given.</summary>
    public static LedgerBooking Of(GroundLink groundLink, IReadOnlyList<BookedContact> contacts)
    {
        var station = groundLink.Metadata.Name!;
        var ledger = (groundLink.Status?.Contacts ?? []).ToList();
        var byName = ledger.ToDictionary(c => c.Name, StringComparer.Ordinal);
        var taken = ledger.Where(c => ContactStates.HoldsAntenna(c.State)).Select(c => Booking(station, c)).ToList();
        var added = new HashSet<string>(StringComparer.Ordinal);
        var lost = new HashSet<string>(StringComparer.Ordinal);
        foreach (var contact in contacts)
        {
            if (byName.TryGetValue(contact.Name, out var known))
            {
                // Booked before, and the answer was lost; or something else by its name, which has to leave first.
                if (!IsSame(known, contact) || LedgerUpkeep.IsFinal(known.State))
                {
                    lost.Add(contact.Name);
                }

                continue;
            }

            var booking = Booking(station, contact);
            if (contact.Antenna >= groundLink.Spec.Antennas || taken.Exists(t => t.CollidesWith(booking, groundLink.Spec.Turnaround)))
            {
                lost.Add(contact.Name);
                continue;
            }

            taken.Add(booking);
            byName.Add(contact.Name, contact);
            ledger.Add(contact);
            added.Add(contact.Name);
        }

        return new LedgerBooking(added.Count == 0 ? ledger : [.. ledger.OrderBy(c => c.Start)], added, lost);
    }

    // The API server keeps instants less finely than they are planned.
    private static bool IsSame(BookedContact a, BookedContact b) =>
        a.Antenna == b.Antenna && string.Equals(a.Satellite, b.Satellite, StringComparison.Ordinal)
        && (a.Start - b.Start).Duration() < TimeSpan.FromSeconds(1) && (a.End - b.End).Duration() < TimeSpan.FromSeconds(1);

    private static Booking Booking(string station, BookedContact contact) =>
        new(contact.Name, station, contact.Antenna, contact.Satellite, new Interval(contact.Start, contact.End < contact.Start ? contact.Start : contact.End));
}
