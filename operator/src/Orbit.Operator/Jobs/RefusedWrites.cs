using System.Collections.Concurrent;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Kubernetes.Objects;

namespace Orbit.Operator.Jobs;

/// <summary>
/// Writes for a job that the API server refused: each is retried after 15 s, then after twice as long each time, up to 2 min
/// (wall time). A change of the job has it retried at once.
/// </summary>
/// <remarks>Kept in memory only: an operator that forgets it tries once more. Safe for concurrent use.</remarks>
/// <param name="wall">Wall time.</param>
/// <param name="versionOf">What differs once the job has changed in a way that may mend the refusal.</param>
internal sealed class RefusedWrites(TimeProvider wall, Func<OrbitalInferenceJob, string> versionOf)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, Refusal> _byJob = new(StringComparer.Ordinal);

    /// <summary>What a job's owner and its tools write: a version that the operator's own writes do not change.</summary>
    public static string OwnersVersion(OrbitalInferenceJob job) => string.Join(
        '\n',
        job.Metadata.LabelsOrEmpty().Concat(job.Metadata.AnnotationsOrEmpty())
            .Select(e => $"{e.Key}={e.Value}")
            .Order(StringComparer.Ordinal)
            .Prepend($"{job.Metadata.Generation}"));

    /// <summary>How long the write is still put off; null when it may be tried.</summary>
    public TimeSpan? PauseOf(OrbitalInferenceJob job)
    {
        if (!_byJob.TryGetValue(job.Metadata.Uid!, out var last) || !string.Equals(last.Version, versionOf(job), StringComparison.Ordinal))
        {
            return null;
        }

        var left = last.Pause - wall.GetElapsedTime(last.At);
        return left > TimeSpan.Zero ? left : null;
    }

    /// <summary>The write was refused.</summary>
    /// <returns>How long to wait before it is tried again.</returns>
    public TimeSpan Refused(OrbitalInferenceJob job)
    {
        var version = versionOf(job);
        return _byJob.AddOrUpdate(
            job.Metadata.Uid!,
            _ => new Refusal(version, wall.GetTimestamp(), FirstPause),
            (_, last) => new Refusal(
                version, wall.GetTimestamp(), string.Equals(last.Version, version, StringComparison.Ordinal) ? Longer(last.Pause) : FirstPause)).Pause;
    }

    /// <summary>The write was accepted, or the job with this uid is gone.</summary>
    public void Forget(string jobUid) => _byJob.TryRemove(jobUid, out _);

    /// <summary>Forgets all jobs but these.</summary>
    public void KeepOnly(IReadOnlyCollection<OrbitalInferenceJob> jobs)
    {
        if (_byJob.IsEmpty)
        {
            return;
        }

        var uids = jobs.Select(j => j.Metadata.Uid!).ToHashSet(StringComparer.Ordinal);
        foreach (var uid in _byJob.Keys.Where(uid => !uids.Contains(uid)))
        {
            _byJob.TryRemove(uid, out _);
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    private sealed record Refusal(string Version, long At, TimeSpan Pause);
}
