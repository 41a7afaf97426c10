using Orbit.Api.V1Alpha1.GroundLinks;

namespace Orbit.Operator.Snapshots;

/// <summary>What the ledgers say about whether a satellite still answers.</summary>
/// <param name="MissedContacts">Booked contacts in a row, up to the latest, in which nothing was heard.</param>
/// <param name="LastHeard">End of the latest contact in which it was heard, mission time; null when the ledgers hold none.</param>
internal readonly record struct SatelliteHealth(int MissedContacts, DateTimeOffset? LastHeard)
{
    /// <summary>
    /// Contacts that have to be missed in a row before a satellite counts as lost. One may be the station's fault and two
    /// a coincidence of two stations; work is started elsewhere only when neither explains the silence.
    /// </summary>
    public const int LostAfter = 3;

    /// <summary>Whether the silence is no longer the predicted one.</summary>
    public bool IsLost => MissedContacts >= LostAfter;

    /// <summary>The health of one satellite by all ledgers.</summary>
    public static SatelliteHealth Of(string satellite, IEnumerable<GroundLink> groundLinks)
    {
        DateTimeOffset? lastHeard = null;
        var missed = new List<DateTimeOffset>();
        foreach (var groundLink in groundLinks)
        {
            foreach (var contact in groundLink.Status?.Contacts ?? [])
            {
                if (!string.Equals(contact.Satellite, satellite, StringComparison.Ordinal))
                {
                    continue;
                }

                if (contact.State is BookedContactState.Completed && !(lastHeard >= contact.End))
                {
                    lastHeard = contact.End;
                }
                else if (contact.State is BookedContactState.Failed)
                {
                    missed.Add(contact.End);
                }
            }
        }

        return new SatelliteHealth(missed.Count(end => lastHeard is null || end > lastHeard), lastHeard);
    }
}
