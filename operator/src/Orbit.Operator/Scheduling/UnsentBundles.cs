using System.Collections.Concurrent;

namespace Orbit.Operator.Scheduling;

/// <summary>The attempts that this process has planned and whose bundle it has not handed to a gateway.</summary>
/// <remarks>
/// Only of these is it certain that no gateway holds the bundle. Of a plan that an operator before this one made nobody
/// knows: it may have been killed between handing the bundle over and saying so. Safe for concurrent use.
/// </remarks>
internal sealed class UnsentBundles
{
    private readonly ConcurrentDictionary<string, (string AttemptId, bool HandedOver, long? PlannedAt)> _latest = new(StringComparer.Ordinal);

    /// <summary>A plan is about to be written to the job; its bundle is with nobody yet.</summary>
    /// <param name="jobUid">The job.</param>
    /// <param name="attemptId">The attempt.</param>
    /// <param name="plannedAt">When its planning began, a timestamp of the wall clock.</param>
    public void Planned(string jobUid, string attemptId, long plannedAt) => _latest.AddOrUpdate(
        jobUid,
        (attemptId, false, plannedAt),
        // Planned once more on an outdated copy of the job, which will not be written: what is known of the attempt stays.
        (_, before) => string.Equals(before.AttemptId, attemptId, StringComparison.Ordinal) ? before : (attemptId, false, plannedAt));

    /// <summary>The bundle is about to be handed over, or somebody else planned the attempt: its gateway may hold it from here on, whatever it answers.</summary>
    public void HandedOver(string jobUid, string attemptId) => _latest[jobUid] = (attemptId, true, null);

    /// <summary>Whether it is certain that no gateway holds the attempt's bundle.</summary>
    public bool Contains(string jobUid, string attemptId) => Find(jobUid, attemptId) is not null;

    /// <summary>When the planning of an attempt began whose bundle has not been handed over, a timestamp of the wall clock; null for any other attempt, and once <see cref="Measured"/>.</summary>
    public long? PlannedAt(string jobUid, string attemptId) => Find(jobUid, attemptId)?.PlannedAt;

    /// <summary>The reaction of the attempt's gateways is known. What its bundle waits for from here on does not count as their reaction.</summary>
    public void Measured(string jobUid, string attemptId)
    {
        if (Find(jobUid, attemptId) is not null)
        {
            _latest[jobUid] = (attemptId, false, null);
        }
    }

    /// <summary>The job is gone.</summary>
    public void Forget(string jobUid) => _latest.TryRemove(jobUid, out _);

    private (string AttemptId, bool HandedOver, long? PlannedAt)? Find(string jobUid, string attemptId) =>
        _latest.TryGetValue(jobUid, out var known) && !known.HandedOver && string.Equals(known.AttemptId, attemptId, StringComparison.Ordinal) ? known : null;
}
