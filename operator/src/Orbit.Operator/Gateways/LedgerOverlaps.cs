using Orbit.Api.V1Alpha1.GroundLinks;

namespace Orbit.Operator.Gateways;

/// <summary>Contacts that can't both be: they need one satellite's radio at once, or one antenna with less than a turnaround between.</summary>
internal static class LedgerOverlaps
{
    /// <summary>Whether any ledger holds another contact that can't be if this one is.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="groundLink">Its station.</param>
    /// <param name="all">All stations, as their ledgers are.</param>
    public static bool HasAny(BookedContact contact, GroundLink groundLink, IEnumerable<GroundLink> all) =>
        Of(contact, groundLink, all).Any(other => !LedgerUpkeep.IsFinal(other.State));

    /// <summary>Whether any ledger holds another contact that needs the same radio at once and comes first: it begins earlier and is itself in no conflict.</summary>
    /// <remarks>One antenna's contacts are written together and can't overlap; those of one radio are in several ledgers, and may be written at once.</remarks>
    public static bool HasEarlier(BookedContact contact, GroundLink groundLink, IEnumerable<GroundLink> all) =>
        Of(contact, groundLink, all).Any(other => string.Equals(other.Satellite, contact.Satellite, StringComparison.Ordinal)
            && !LedgerUpkeep.IsFinal(other.State) && other.State is not BookedContactState.Conflict && ComesBefore(other, contact));

    /// <summary>A contact in conflict that its provider does not let go, and because of which this one can't be; null when there is none.</summary>
    public static BookedContact? Conflict(BookedContact contact, GroundLink groundLink, IEnumerable<GroundLink> all) =>
        Of(contact, groundLink, all).FirstOrDefault(other => other is { State: BookedContactState.Conflict, Reason: not null });

    private static IEnumerable<BookedContact> Of(BookedContact contact, GroundLink groundLink, IEnumerable<GroundLink> all) =>
        from other in all
        from booked in other.Status?.Contacts ?? []
        where !string.Equals(booked.Name, contact.Name, StringComparison.Ordinal)
            && ((string.Equals(booked.Satellite, contact.Satellite, StringComparison.Ordinal) && Overlap(contact, booked, TimeSpan.Zero))
                || (string.Equals(other.Metadata.Name, groundLink.Metadata.Name, StringComparison.Ordinal)
                    && booked.Antenna == contact.Antenna && Overlap(contact, booked, groundLink.Spec.Turnaround)))
        select booked;

    private static bool ComesBefore(BookedContact a, BookedContact b) =>
        a.Start < b.Start || (a.Start == b.Start && string.CompareOrdinal(a.Name, b.Name) < 0);

    private static bool Overlap(BookedContact a, BookedContact b, TimeSpan between) => a.Start < b.End + between && b.Start < a.End + between;
}
