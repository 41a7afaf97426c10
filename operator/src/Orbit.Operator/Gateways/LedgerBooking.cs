using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Planning.Fleets;
using Orbit.Visibility.Intervals;

namespace Orbit.Operator.Gateways;

/// <summary>What becomes of contacts that are to be booked in a ledger.</summary>
/// <param name="Ledger">The ledger with those that are booked.</param>
/// <param name="Added">The names of those that it did not hold before.</param>
/// <param name="Lost">The names of those whose place is taken, or is no longer there.</param>
/// <param name="Full">The names of those that the ledger has no room for.</param>
internal sealed record LedgerBooking(
    IReadOnlyList<BookedContact> Ledger, IReadOnlySet<string> Added, IReadOnlySet<string> Lost, IReadOnlySet<string> Full)
{
    private static readonly HashSet<string> None = [];

    /// <summary>There is no ledger to book the contacts in.</summary>
    public static LedgerBooking WithoutLedger(IReadOnlyList<BookedContact> contacts) => new([], None, Names(contacts), None);

    /// <summary>The ledger takes none of the contacts.</summary>
    public static LedgerBooking WithoutRoom(IReadOnlyList<BookedContact> contacts) => new([], None, None, Names(contacts));

    /// <summary>Books the contacts in the ledger of a station as it is: each whose antenna and whose satellite's radio are free, in the order given.</summary>
    /// <param name="groundLink">The station.</param>
    /// <param name="contacts">The contacts.</param>
    /// <param name="most">The bytes that the ground link may have.</param>
    /// <param name="spare">The contacts of the ledger that leave where there is no room otherwise, the first of them first.</param>
    public static LedgerBooking Of(GroundLink groundLink, IReadOnlyList<BookedContact> contacts, int most, IReadOnlyList<BookedContact> spare)
    {
        var room = most - LedgerSize.Of(groundLink);
        var leaving = new Queue<BookedContact>(spare);
        var left = new HashSet<string>(StringComparer.Ordinal);
        var full = new HashSet<string>(StringComparer.Ordinal);
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

            var bytes = LedgerSize.Of(contact);
            while (bytes > room && leaving.TryDequeue(out var ended))
            {
                left.Add(ended.Name);
                room += LedgerSize.Of(ended);
            }

            if (bytes > room)
            {
                full.Add(contact.Name);
                continue;
            }

            room -= bytes;
            taken.Add(booking);
            byName.Add(contact.Name, contact);
            ledger.Add(contact);
            added.Add(contact.Name);
        }

        return new LedgerBooking(added.Count == 0 ? ledger : [.. ledger.Where(c => !left.Contains(c.Name)).OrderBy(c => c.Start)], added, lost, full);
    }

    private static HashSet<string> Names(IReadOnlyList<BookedContact> contacts) => contacts.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);

    // The API server keeps instants less finely than they are planned.
    private static bool IsSame(BookedContact a, BookedContact b) =>
        a.Antenna == b.Antenna && string.Equals(a.Satellite, b.Satellite, StringComparison.Ordinal)
        && (a.Start - b.Start).Duration() < TimeSpan.FromSeconds(1) && (a.End - b.End).Duration() < TimeSpan.FromSeconds(1);

    private static Booking Booking(string station, BookedContact contact) =>
        new(contact.Name, station, contact.Antenna, contact.Satellite, new Interval(contact.Start, contact.End < contact.Start ? contact.Start : contact.End));
}
