using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Gateway.Contract;

namespace Orbit.Operator.Gateways;

/// <summary>What becomes of a ledger's contact by what its gateway says of it.</summary>
internal static class ContactProgress
{
    /// <summary>Characters of a provider's sentence that a ledger keeps: an object must stay small.</summary>
    public const int MaximumReason = 200;

    // A gateway that goes on saying that a contact is to come, or is on, keeps it out of the ledger's history for no longer.
    private static readonly TimeSpan EndSaidWithin = TimeSpan.FromHours(1);

    /// <summary>The contact as it is now; the same when nothing changed.</summary>
    /// <param name="contact">A contact that is not final.</param>
    /// <param name="known">What its gateway says; null when it does not know the contact.</param>
    /// <param name="now">Mission time.</param>
    public static BookedContact Next(BookedContact contact, GatewayContact? known, DateTimeOffset now)
    {
        if (known is null)
        {
            // Never booked, or forgotten: it says nothing about the satellite.
            return contact.End <= now ? contact with { State = BookedContactState.Cancelled, Reason = null } : contact;
        }

        var confirmed = ConfirmedIntervals.Differs(contact, known) && ConfirmedIntervals.IsCredible(contact.Start, contact.End, known)
            ? contact with { Start = known.Start, End = known.End, Antenna = known.Antenna }
            : contact;
        var state = StateOf(known.State);
        if (LedgerUpkeep.IsFinal(state))
        {
            return confirmed with
            {
                State = state,
                Cause = state is BookedContactState.Failed ? CauseOf(contact, known) : null,
                Reason = state is BookedContactState.Failed or BookedContactState.ProviderCancelled ? Text(known.Reason) : null,
            };
        }

        return now < confirmed.End + EndSaidWithin
            ? confirmed with { State = state, Reason = null }
            : confirmed with { State = BookedContactState.Failed, Cause = BookedContactCause.Unknown, Reason = "The gateway did not say how the contact ended." };
    }

    /// <summary>A gateway's sentence as a ledger keeps it; null when it says nothing.</summary>
    public static string? Text(string? sentence)
    {
        if (string.IsNullOrWhiteSpace(sentence))
        {
            return null;
        }

        var line = string.Concat(sentence.Trim().Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c));
        return line.Length <= MaximumReason ? line : $"{line[..(MaximumReason - 1)]}…";
    }

    // A gateway that gives no cause is believed to have listened only if the contact was seen to be on.
    private static BookedContactCause CauseOf(BookedContact contact, GatewayContact known) => known.Cause switch
    {
        ContactCause.NotHeard => BookedContactCause.NotHeard,
        ContactCause.StationFault => BookedContactCause.StationFault,
        ContactCause.NotScheduled => BookedContactCause.NotScheduled,
        _ => contact.State is BookedContactState.Pass or BookedContactState.PostPass ? BookedContactCause.NotHeard : BookedContactCause.Unknown,
    };

    private static BookedContactState StateOf(ContactState state) => state switch
    {
        ContactState.Scheduling => BookedContactState.Scheduling,
        ContactState.Scheduled => BookedContactState.Scheduled,
        ContactState.PrePass => BookedContactState.PrePass,
        ContactState.Pass => BookedContactState.Pass,
        ContactState.PostPass => BookedContactState.PostPass,
        ContactState.Completed => BookedContactState.Completed,
        ContactState.Failed => BookedContactState.Failed,
        ContactState.Cancelled => BookedContactState.Cancelled,
        _ => BookedContactState.ProviderCancelled,
    };
}
