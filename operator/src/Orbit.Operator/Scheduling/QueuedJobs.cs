using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Runtime.LeaderElection;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Scheduling;

/// <summary>Has jobs without a status say that they wait for their first look, beside the planning and once each; those that are planned last come first.</summary>
internal sealed partial class QueuedJobs(JobReports reports, TimeProvider wall, ILogger logger)
{
    private const int ParallelWrites = 4;

    private readonly Lock _lock = new();
    private readonly AsyncSignal _offered = new();
    private readonly Dictionary<string, Task> _underWay = new(StringComparer.Ordinal);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private Stack<(OrbitalInferenceJob Job, int Before)> _waiting = new();
    private DateTimeOffset _now;

    /// <summary>The jobs that are not planned yet, in the order in which they will be.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="before">How many are planned before the first of them.</param>
    /// <param name="now">Mission time.</param>
    public void Offer(IEnumerable<OrbitalInferenceJob> jobs, int before, DateTimeOffset now)
    {
        lock (_lock)
        {
            _waiting = new Stack<(OrbitalInferenceJob, int)>(
                jobs.Select((job, i) => (job, before + i)).Where(j => j.job.Status is null && !_told.Contains(j.job.Metadata.Uid!)));
            _now = now;
            if (_waiting.Count == 0)
            {
                return;
            }
        }

        _offered.Set();
    }

    /// <summary>The job is planned now: nothing is written of it here any more once the task has ended.</summary>
    public Task ClaimAsync(OrbitalInferenceJob job)
    {
        lock (_lock)
        {
            _told.Add(job.Metadata.Uid!);
            return _underWay.GetValueOrDefault(job.Metadata.Uid!, Task.CompletedTask);
        }
    }

    /// <summary>Forgets all jobs but those that have no status.</summary>
    public void KeepOnly(IReadOnlyList<OrbitalInferenceJob> jobs)
    {
        lock (_lock)
        {
            _told.IntersectWith(jobs.Where(j => j.Status is null).Select(j => j.Metadata.Uid!));
        }
    }

    /// <summary>Writes until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var writes = Take(cancellationToken);
            if (writes.Count == 0)
            {
                await _offered.WaitAsync(TimeSpan.FromDays(1), wall, cancellationToken);
                continue;
            }

            await Task.WhenAll(writes);
        }
    }

    private List<Task> Take(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var writes = new List<Task>();
            while (writes.Count < ParallelWrites && _waiting.TryPop(out var next))
            {
                if (_told.Add(next.Job.Metadata.Uid!))
                {
                    var write = WriteAsync(next.Job, next.Before, _now, cancellationToken);
                    _underWay[next.Job.Metadata.Uid!] = write;
                    writes.Add(write);
                }
            }

            return writes;
        }
    }

    private async Task WriteAsync(OrbitalInferenceJob job, int before, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var told = false;
        try
        {
            told = await reports.QueuedAsync(job, before, now, cancellationToken) is not null;
        }
        catch (Exception e) when (e is LeadershipLostException || (!cancellationToken.IsCancellationRequested && ApiFailure.Describe(e) is not null))
        {
            // The planning meets the same and deals with it; this job says what it has to say when it is planned.
            LogNotTold(logger, e.Message);
        }
        finally
        {
            lock (_lock)
            {
                _underWay.Remove(job.Metadata.Uid!);
                if (!told)
                {
                    _told.Remove(job.Metadata.Uid!);
                }
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "A job could not say that it waits: {Reason}")]
    private static partial void LogNotTold(ILogger logger, string reason);
}
