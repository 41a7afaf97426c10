using Orbit.Api.V1Alpha1.GroundLinks;

namespace Orbit.Operator.Snapshots;

/// <summary>What the ledgers say about whether a satellite still answers.</summary>
/// <param name="MissedContacts">Booked contacts in a row, up to the latest, in which the station listened and heard nothing.</param>
/// <param name="Stations">How many stations missed it.</param>
/// <param name="LastHeard">End of the latest contact in which it was heard, mission time; null when the ledgers hold none.</param>
internal readonly record struct SatelliteHealth(int MissedContacts, int Stations, DateTimeOffset? LastHeard)
{
    /// <summary>
    /// Passes that have to be missed in a row before a satellite counts as lost, by two stations at least: one station may
    /// be broken, and two may be for one pass each; work is started elsewhere only when neither explains the silence.
    /// </summary>
    public const int LostAfter = 3;

    // Contacts of one station that begin so close together are of one pass, and one broken antenna missed them all.
    private static readonly TimeSpan OnePass = TimeSpan.FromMinutes(30);

    /// <summary>Whether the silence is no longer the predicted one.</summary>
    public bool IsLost => MissedContacts >= LostAfter && Stations > 1;

    /// <summary>The health of one satellite by all ledgers.</summary>
    public static SatelliteHealth Of(string satellite, IEnumerable<GroundLink> groundLinks)
    {
        DateTimeOffset? lastHeard = null;
        var missed = new List<(string Station, DateTimeOffset End)>();
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
                else if (contact is { State: BookedContactState.Failed, Cause: BookedContactCause.NotHeard })
                {
                    missed.Add((groundLink.Metadata.Name!, contact.End));
                }
            }
        }

        var byStation = missed.Where(m => !(m.End <= lastHeard)).GroupBy(m => m.Station, m => m.End, StringComparer.Ordinal).ToArray();
        return new SatelliteHealth(byStation.Sum(Passes), byStation.Length, lastHeard);
    }

    private static int Passes(IEnumerable<DateTimeOffset> ends)
    {
        var passes = 0;
        DateTimeOffset? last = null;
        foreach (var end in ends.Order())
        {
            if (last is null || end - last > OnePass)
            {
                passes++;
            }

            last = end;
        }

        return passes;
    }
}
