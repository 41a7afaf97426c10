using System.Collections.Concurrent;

namespace Orbit.Operator.Scheduling;

/// <summary>Delays the next plan of a job whose plans came to nothing, one after the other. Safe for concurrent use.</summary>
/// <remarks>
/// The first is made up for at once: mostly something has changed. After that each waits twice as long as the one before, or
/// a fault that lasts would book and release antennas without end. Kept in memory only: an operator that starts tries at once.
/// </remarks>
internal sealed class AttemptBackoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (int InARow, long? Generation, DateTimeOffset Until)> _byJob = new(StringComparer.Ordinal);

    /// <summary>A plan of the job with this uid, in this generation, came to nothing.</summary>
    /// <returns>When it is planned again, wall time; null for at once.</returns>
    public DateTimeOffset? Failed(string jobUid, long? generation, DateTimeOffset wallNow)
    {
        var (inARow, _, until) = _byJob.AddOrUpdate(
            jobUid, _ => (1, generation, wallNow), (_, before) => (before.InARow + 1, generation, wallNow + Delay(before.InARow + 1)));
        return inARow > 1 ? until : null;
    }

    /// <summary>Until when the job with this uid waits, wall time; null when it does not, or its spec has changed since.</summary>
    public DateTimeOffset? Until(string jobUid, long? generation, DateTimeOffset wallNow) =>
        _byJob.TryGetValue(jobUid, out var last) && last.Generation == generation && last.Until > wallNow ? last.Until : null;

    /// <summary>The work of the job with this uid is on board, or the job is gone or another one by now.</summary>
    public void Reset(string jobUid) => _byJob.TryRemove(jobUid, out _);

    private static TimeSpan Delay(int inARow) => TimeSpan.FromTicks(Math.Min(Most.Ticks, First.Ticks << Math.Min(inARow - 2, 30)));
}
