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

    /// <summary>Those of the jobs that wait and are to be looked at now, in the order in which they are planned: by priority, then age.</summary>
    /// <param name="jobs">All jobs.</param>
    /// <param name="world">The version of what jobs depend on.</param>
    /// <param name="now">Mission time.</param>
    /// <param name="skip">Whether a job, by its uid, is left out.</param>
    public IReadOnlyList<OrbitalInferenceJob> Due(IReadOnlyList<OrbitalInferenceJob> jobs, long world, DateTimeOffset now, Func<OrbitalInferenceJob, bool> skip) =>
    [
        .. jobs
            .Where(j => Waits(j) && !skip(j) && IsDue(j, world, now))
            .OrderByDescending(j => j.Spec.Priority)
            .ThenBy(j => j.Status?.Actual?.AcceptedTime ?? now)
            .ThenBy(j => j.Metadata.CreationTimestamp)
            .ThenBy(j => j.Metadata.Namespace, StringComparer.Ordinal)
            .ThenBy(j => j.Metadata.Name, StringComparer.Ordinal),
    ];

    /// <summary>The job has been looked at and has no plan.</summary>
    /// <param name="job">The job.</param>
    /// <param name="version">Its version from here on: what was said of it changes nothing.</param>
    /// <param name="world">The version of the world that it was looked at in.</param>
    /// <param name="nextTry">When it is looked at again at the latest.</param>
    public void Looked(OrbitalInferenceJob job, string? version, long world, DateTimeOffset nextTry) =>
        _looks[job.Metadata.Uid!] = new Look(version, world, nextTry);

    /// <summary>The job is looked at in every round: it waits for room that is being made, and nobody of lower priority may take it.</summary>
    public void WaitsForRoom(OrbitalInferenceJob job, DateTimeOffset nextTry) => _looks[job.Metadata.Uid!] = new Look(null, 0, nextTry);

    /// <summary>The job has a plan, or is to be looked at anew.</summary>
    public void Forget(OrbitalInferenceJob job) => _looks.Remove(job.Metadata.Uid!);

    /// <summary>When the job is looked at again at the latest; null for one that has not been looked at.</summary>
    public DateTimeOffset? NextTry(OrbitalInferenceJob job) => _looks.GetValueOrDefault(job.Metadata.Uid!)?.NextTry;

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

    private sealed record Look(string? Version, long World, DateTimeOffset NextTry);
}
