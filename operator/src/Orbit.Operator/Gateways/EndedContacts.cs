using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;

namespace Orbit.Operator.Gateways;

/// <summary>Which of a ledger's contacts nobody needs any more, though they are kept for a while to be looked at.</summary>
internal static class EndedContacts
{
    /// <summary>The contacts that may leave when there is no room for them, the oldest first.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="jobOf">The job of a contact; null when there is none any more.</param>
    /// <param name="now">Mission time.</param>
    /// <remarks>
    /// Three kinds are kept. A satellite's health is derived from its latest completed contact and from those after it that failed. A job
    /// that is not done needs the contacts of its plan. A contact that failed before its end keeps its window from being planned again.
    /// </remarks>
    public static IReadOnlyList<BookedContact> Spare(IReadOnlyList<BookedContact> ledger, Func<BookedContact, OrbitalInferenceJob?> jobOf, DateTimeOffset now)
    {
        var heard = ledger
            .Where(c => c.State is BookedContactState.Completed)
            .GroupBy(c => c.Satellite, StringComparer.Ordinal)
            .ToDictionary(s => s.Key, s => s.MaxBy(c => c.End)!, StringComparer.Ordinal);
        return
        [
            .. ledger
                .Where(c => LedgerUpkeep.IsFinal(c.State) && c.End <= now && !TellsOfItsSatellite(c) && !IsNeeded(c))
                .OrderBy(c => c.End),
        ];

        bool TellsOfItsSatellite(BookedContact contact) =>
            contact.State is not (BookedContactState.Cancelled or BookedContactState.ProviderCancelled)
            && (!heard.TryGetValue(contact.Satellite, out var latest) || ReferenceEquals(latest, contact) || contact.End > latest.End);

        bool IsNeeded(BookedContact contact) =>
            jobOf(contact) is { Status.Phase: not JobPhase.Succeeded } job && LedgerUpkeep.Names(job, contact);
    }
}
