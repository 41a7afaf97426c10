using System.Collections.Concurrent;
using Orbit.Planning.Requests;

namespace Orbit.Operator.Scheduling;

/// <summary>Windows in which a job was refused or failed, so that it is not planned into the same one again.</summary>
/// <remarks>Kept in memory only: an operator that forgets them is refused once more and learns them again.</remarks>
internal sealed class Refusals
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<ExcludedWindow>> _byJob = new(StringComparer.Ordinal);

    /// <summary>Keeps the job with this uid away from a window.</summary>
    public void Add(string jobUid, ExcludedWindow window, DateTimeOffset now) =>
        _byJob.AddOrUpdate(jobUid, [window], (_, known) => [.. known.Where(w => w.Interval.End > now && w != window), window]);

    /// <summary>The windows that still lie ahead for the job with this uid.</summary>
    public IReadOnlyList<ExcludedWindow> Of(string jobUid, DateTimeOffset now) =>
        _byJob.TryGetValue(jobUid, out var windows) ? [.. windows.Where(w => w.Interval.End > now)] : [];

    /// <summary>Forgets the job with this uid.</summary>
    public void Forget(string jobUid) => _byJob.TryRemove(jobUid, out _);
}
