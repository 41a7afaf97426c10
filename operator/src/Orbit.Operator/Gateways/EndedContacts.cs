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
    /// Kept is what a satellite's health is told from, its latest contact in which it was heard and those after it in which it was
    /// not; what the plan of a job that is under way names; and what did not come about and is not over yet, so that it is not planned again.
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
