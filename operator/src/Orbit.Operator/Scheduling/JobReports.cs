using System.Collections.Concurrent;
using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Clock;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Snapshots;
using Orbit.Planning.Outcomes;
using Orbit.Planning.Requests;

namespace Orbit.Operator.Scheduling;

/// <summary>Writes into a job's status why it is not planned, and until when; what the API server does not take is tried again later.</summary>
internal sealed partial class JobReports(KubernetesClient client, JobEvents events, MissionClock clock, ILogger logger)
{
    private static readonly TimeSpan RetryWall = TimeSpan.FromSeconds(15);

    // Jobs whose status the API server does not take, by uid, and when they are tried again: planned at once, they would only be refused again.
    private readonly ConcurrentDictionary<string, DateTimeOffset> _refusedUntil = new(StringComparer.Ordinal);

    /// <summary>Until when a job is let be because its status was refused; null when it is not.</summary>
    public DateTimeOffset? RefusedUntil(OrbitalInferenceJob job, DateTimeOffset now) =>
        _refusedUntil.TryGetValue(job.Metadata.Uid!, out var until) && until > now ? until : null;

    /// <summary>The planner found no place for the job's request.</summary>
    public async Task UnplacedAsync(Unplaced unplaced, OrbitalInferenceJob job, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (unplaced.Request is DownlinkRequest)
        {
            var status = job.Status!;
            if (!status.AlreadySays(unplaced.Message, job.Metadata.Generation, now))
            {
                var waiting = status with { ObservedGeneration = job.Metadata.Generation, Message = unplaced.Message, NextTryTime = Instants.Up(unplaced.NextTry) };
                await WriteAsync(job, waiting, cancellationToken);
            }
        }
        else if (unplaced.DeadlinePassed)
        {
            await EndedAsync(job, "DeadlineExceeded", unplaced.Message, now, cancellationToken);
        }
        else
        {
            await UnscheduledAsync(job, "Unschedulable", unplaced.Message, unplaced.NextTry, now, cancellationToken);
        }
    }

    /// <summary>The job has ended without a result.</summary>
    public async Task EndedAsync(OrbitalInferenceJob job, string reason, string message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var status = (job.Status ?? new OrbitalInferenceJobStatus()) with { ObservedGeneration = job.Metadata.Generation };
        if (await WriteAsync(job, status.Ended(reason, message, job.Metadata.Generation, clock.Wall.GetUtcNow(), now), cancellationToken))
        {
            events.Warning(job, reason, message);
        }
    }

    /// <summary>The job waits, and is tried again.</summary>
    public async Task UnscheduledAsync(
        OrbitalInferenceJob job, string reason, string message, DateTimeOffset nextTry, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = job.Status ?? new OrbitalInferenceJobStatus();
        if (before.AlreadySays(message, job.Metadata.Generation, now))
        {
            return;
        }

        var status = (before with
        {
            ObservedGeneration = job.Metadata.Generation,
            Message = message,
            NextTryTime = Instants.Up(nextTry),
            Actual = (before.Actual ?? new JobTimes()) with { AcceptedTime = before.Actual?.AcceptedTime ?? now },
        }).With(ConditionTypes.Scheduled, V1Condition.False, reason, message, job.Metadata.Generation, clock.Wall.GetUtcNow());
        if (await WriteAsync(job, status, cancellationToken))
        {
            events.Warning(job, reason, message);
        }
    }

    /// <summary>The job waits for a moment. That replaces no other word on when it is tried again.</summary>
    public async Task WaitingAsync(OrbitalInferenceJob job, string message, DateTimeOffset until, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (job.Status?.NextTryTime > now && job.Status.NextTryTime <= Instants.Up(until) && job.Status.ObservedGeneration == job.Metadata.Generation)
        {
            return;
        }

        var before = job.Status ?? new OrbitalInferenceJobStatus();
        await WriteAsync(
            job,
            before with
            {
                ObservedGeneration = job.Metadata.Generation,
                Message = message,
                NextTryTime = Instants.Up(until),
                Actual = (before.Actual ?? new JobTimes()) with { AcceptedTime = before.Actual?.AcceptedTime ?? now },
            },
            cancellationToken);
    }

    private async Task<bool> WriteAsync(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, CancellationToken cancellationToken)
    {
        try
        {
            await client.UpdateStatusAsync(job with { Status = status.Observed(job.Metadata.Generation) }, cancellationToken);
            return true;
        }
        catch (KubernetesApiException e)
        {
            NotWritten(job, e);
            return false;
        }
    }

    /// <summary>The API server did not take the job's status. That is no reason to hold up the others.</summary>
    public void NotWritten(OrbitalInferenceJob job, KubernetesApiException error)
    {
        if (error.IsConflict || error.IsNotFound)
        {
            LogJobChanged(logger, NamespacedName.Of(job));
            return;
        }

        var now = clock.GetUtcNow();
        foreach (var (uid, _) in _refusedUntil.Where(r => r.Value <= now))
        {
            _refusedUntil.TryRemove(uid, out _);
        }

        _refusedUntil[job.Metadata.Uid!] = now + (RetryWall * clock.Rate);
        LogNotWritten(logger, NamespacedName.Of(job), error.Message);
        events.Warning(job, "StatusRefused", error.Message);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Job} changed while planning; it is looked at again")]
    private static partial void LogJobChanged(ILogger logger, NamespacedName job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The status of job {Job} was not taken; the job is tried again later: {Reason}")]
    private static partial void LogNotWritten(ILogger logger, NamespacedName job, string reason);
}
