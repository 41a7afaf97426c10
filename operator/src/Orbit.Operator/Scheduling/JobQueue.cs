using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Scheduling;

/// <summary>What the scheduler remembers of the jobs that wait: when each was looked at last, and what has to happen before it is looked at again.</summary>
/// <remarks>
/// A job without a plan is planned again when it has changed, when something else changed that may make room for it, or when its
/// next try has come. Anything else would plan thousands of jobs again and again that can't be placed.
/// </remarks>
internal sealed class JobQueue
{
    private readonly Dictionary<string, Look> _looks = new(StringComparer.Ordinal);

    /// <summary>Whether the job asks for a plan or for a downlink.</summary>
    public static bool Waits(OrbitalInferenceJob job) => JobRequests.NeedsPlan(job) || JobRequests.NeedsDownlink(job);

    /// <summary>How many jobs are known to have no plan.</summary>
    public int Unplaced => _looks.Count;

    /// <summary>Whether jobs wait for room in a ledger.</summary>
    public bool WaitsForLedger => _looks.Values.Any(l => l.ForLedger);

    /// <summary>
    /// Those of the jobs that wait and are to be looked at now, in the order in which they are planned: by priority, and among
    /// equals those that nobody has looked at as they are now before those that had no plan, then by age.
    /// </summary>
    /// <param name="jobs">All jobs.</param>
    /// <param name="world">The version of what jobs depend on.</param>
    /// <param name="room">How many contacts ledgers take that were full: as many of the jobs that wait for that are looked at.</param>
    /// <param name="now">Mission time.</param>
    /// <param name="skip">Whether a job is left out.</param>
    public IReadOnlyList<OrbitalInferenceJob> Due(
        IReadOnlyList<OrbitalInferenceJob> jobs, long world, int room, DateTimeOffset now, Func<OrbitalInferenceJob, bool> skip)
    {
        var due = new List<OrbitalInferenceJob>();
        foreach (var job in jobs
            .Where(j => Waits(j) && !skip(j))
            .OrderByDescending(j => j.Spec.Priority)
            .ThenBy(IsRepeated)
            .ThenBy(j => j.Metadata.CreationTimestamp)
            .ThenBy(j => j.Metadata.NamespaceProperty, StringComparer.Ordinal)
            .ThenBy(j => j.Metadata.Name, StringComparer.Ordinal))
        {
            if (IsDue(job, world, now) || (IsForLedger(job) && room-- > 0))
            {
                due.Add(job);
            }
        }

        return due;
    }

    /// <summary>The job has been looked at and has no plan.</summary>
    /// <param name="job">The job.</param>
    /// <param name="version">Its version from here on: what was said of it changes nothing.</param>
    /// <param name="world">The version of the world that it was looked at in.</param>
    /// <param name="nextTry">When it is looked at again at the latest.</param>
    /// <param name="forLedger">Whether it waits for room in a ledger.</param>
    public void Looked(OrbitalInferenceJob job, string? version, long world, DateTimeOffset nextTry, bool forLedger = false) =>
        _looks[job.Metadata.Uid!] = new Look(version, world, nextTry, forLedger);

    /// <summary>The job is looked at in every round: it waits for room that is being made, and nobody of lower priority may take it.</summary>
    public void WaitsForRoom(OrbitalInferenceJob job, DateTimeOffset nextTry) => _looks[job.Metadata.Uid!] = new Look(null, 0, nextTry, ForLedger: false);

    /// <summary>The job has a plan, or is to be looked at anew.</summary>
    public void Forget(OrbitalInferenceJob job) => _looks.Remove(job.Metadata.Uid!);

    /// <summary>When a job that waits is looked at again at the latest, mission time.</summary>
    /// <param name="job">The job.</param>
    /// <param name="now">Mission time.</param>
    /// <param name="pausedUntil">Until when it is left out; null when it is not.</param>
    /// <returns><paramref name="now"/> for a job that is neither paused nor known to have no plan: its pause may have ended since the round began.</returns>
    public DateTimeOffset NextLook(OrbitalInferenceJob job, DateTimeOffset now, DateTimeOffset? pausedUntil) =>
        pausedUntil ?? _looks.GetValueOrDefault(job.Metadata.Uid!)?.NextTry ?? now;

    /// <summary>Forgets all jobs but those that wait.</summary>
    public void KeepOnly(IEnumerable<OrbitalInferenceJob> waiting)
    {
        var uids = waiting.Select(j => j.Metadata.Uid!).ToHashSet(StringComparer.Ordinal);
        foreach (var uid in _looks.Keys.Where(uid => !uids.Contains(uid)))
        {
            _looks.Remove(uid);
        }
    }

    private bool IsDue(OrbitalInferenceJob job, long world, DateTimeOffset now) =>
        !_looks.TryGetValue(job.Metadata.Uid!, out var look)
        || look.NextTry <= now
        || look.World != world
        || !string.Equals(look.Version, job.Metadata.ResourceVersion, StringComparison.Ordinal);

    // Neither new, nor changed since it was looked at, nor waiting for room that is being made.
    private bool IsRepeated(OrbitalInferenceJob job) =>
        _looks.TryGetValue(job.Metadata.Uid!, out var look) && string.Equals(look.Version, job.Metadata.ResourceVersion, StringComparison.Ordinal);

    private bool IsForLedger(OrbitalInferenceJob job) => _looks.TryGetValue(job.Metadata.Uid!, out var look) && look.ForLedger;

    private sealed record Look(string? Version, long World, DateTimeOffset NextTry, bool ForLedger);
}
