using System.Globalization;
using KubeOps.Abstractions.Rbac;
using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Clock;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Jobs;
using Orbit.Operator.Snapshots;
using Orbit.Planning.Outcomes;
using Orbit.Planning.Requests;

namespace Orbit.Operator.Scheduling;

/// <summary>Writes into a job's status why it is not planned, and until when; what the API server does not take is tried again later.</summary>
[GenericRbac(Groups = [OrbitGroup.Name], Resources = ["orbitalinferencejobs/status"], Verbs = RbacVerb.Update)]
internal sealed partial class JobReports(KubernetesClient client, JobEvents events, MissionClock clock, ILogger logger)
{
    // Planned at once, the job would only be refused again.
    private readonly RefusedWrites _refusedStatus = new(clock.Wall, RefusedWrites.OwnersVersion);
    private readonly RefusedWrites _refusedLedger = new(clock.Wall, RefusedWrites.OwnersVersion);

    /// <summary>Until when a job is not planned because the API server refused its status or its booking; null when it may be.</summary>
    public DateTimeOffset? RefusedUntil(OrbitalInferenceJob job, DateTimeOffset now) =>
        (_refusedStatus.PauseOf(job), _refusedLedger.PauseOf(job)) switch
        {
            (null, null) => null,
            var (status, ledger) => now + ((status > ledger ? status : ledger ?? status)!.Value * clock.Rate),
        };

    /// <summary>The job's plan was written.</summary>
    public void Planned(OrbitalInferenceJob job)
    {
        _refusedStatus.Forget(job.Metadata.Uid!);
        _refusedLedger.Forget(job.Metadata.Uid!);
    }

    /// <summary>Forgets what was refused of all jobs but those that wait.</summary>
    public void KeepOnly(IReadOnlyCollection<OrbitalInferenceJob> waiting)
    {
        _refusedStatus.KeepOnly(waiting);
        _refusedLedger.KeepOnly(waiting);
    }

    /// <summary>The API server refused the write that was to book the job's contacts.</summary>
    public async Task LedgerRefusedAsync(OrbitalInferenceJob job, string station, KubernetesApiException error, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var until = now + (_refusedLedger.Refused(job) * clock.Rate);
        var message = $"The contacts could not be booked: the ledger of {station} was not written: {error.Message}";
        if (JobRequests.NeedsPlan(job))
        {
            await UnscheduledAsync(job, "LedgerRefused", message, until, now, cancellationToken);
            return;
        }

        await WaitingAsync(job, message, until, now, cancellationToken);
        events.Warning(job, "LedgerRefused", message);
    }

    /// <summary>The planner found no place for the job's request.</summary>
    /// <returns>The job's version from here on; null when somebody else changed the job.</returns>
    public async Task<string?> UnplacedAsync(Unplaced unplaced, OrbitalInferenceJob job, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (unplaced.Request is DownlinkRequest)
        {
            var status = job.Status!;
            return status.AlreadySays(unplaced.Message, job.Metadata.Generation, now)
                ? job.Metadata.ResourceVersion
                : await WriteAsync(job, status with { ObservedGeneration = job.Metadata.Generation, Message = unplaced.Message, NextTryTime = Instants.Up(unplaced.NextTry) }, cancellationToken);
        }

        return unplaced.DeadlinePassed
            ? await EndedAsync(job, "DeadlineExceeded", unplaced.Message, now, cancellationToken)
            : await UnscheduledAsync(job, "Unschedulable", unplaced.Message, unplaced.NextTry, now, cancellationToken);
    }

    /// <summary>The job has ended without a result.</summary>
    /// <returns>As <see cref="UnplacedAsync"/>.</returns>
    public async Task<string?> EndedAsync(OrbitalInferenceJob job, string reason, string message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var status = (job.Status ?? new OrbitalInferenceJobStatus()) with { ObservedGeneration = job.Metadata.Generation };
        var version = await WriteAsync(job, status.Ended(reason, message, job.Metadata.Generation, clock.Wall.GetUtcNow(), now), cancellationToken);
        return Warned(job, version, reason, message);
    }

    /// <summary>The job waits, and is tried again.</summary>
    /// <returns>As <see cref="UnplacedAsync"/>.</returns>
    public async Task<string?> UnscheduledAsync(
        OrbitalInferenceJob job, string reason, string message, DateTimeOffset nextTry, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = job.Status ?? new OrbitalInferenceJobStatus();
        if (before.AlreadySays(message, job.Metadata.Generation, now))
        {
            return job.Metadata.ResourceVersion;
        }

        var status = (before with
        {
            ObservedGeneration = job.Metadata.Generation,
            Message = message,
            NextTryTime = Instants.Up(nextTry),
            Actual = (before.Actual ?? new JobTimes()) with { AcceptedTime = before.Actual?.AcceptedTime ?? now },
        }).With(ConditionTypes.Scheduled, ConditionStatus.False, reason, message, job.Metadata.Generation, clock.Wall.GetUtcNow());
        return Warned(job, await WriteAsync(job, status, cancellationToken), reason, message);
    }

    /// <summary>Many jobs come before this one, which has no status yet: it says so once.</summary>
    /// <param name="job">The job.</param>
    /// <param name="before">How many jobs come before it.</param>
    /// <param name="now">When it was accepted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>As <see cref="UnplacedAsync"/>.</returns>
    public async Task<string?> QueuedAsync(OrbitalInferenceJob job, int before, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var message = string.Create(CultureInfo.InvariantCulture, $"Waits to be planned; {before:N0} {(before == 1 ? "job is" : "jobs are")} before it.");
        var status = new OrbitalInferenceJobStatus
        {
            ObservedGeneration = job.Metadata.Generation,
            Message = message,
            Actual = new JobTimes { AcceptedTime = now },
        }.With(ConditionTypes.Scheduled, ConditionStatus.False, "Queued", message, job.Metadata.Generation, clock.Wall.GetUtcNow());
        return await WriteAsync(job, status, cancellationToken);
    }

    /// <summary>The job waits for a moment. That replaces no other word on when it is tried again.</summary>
    /// <returns>As <see cref="UnplacedAsync"/>.</returns>
    public async Task<string?> WaitingAsync(OrbitalInferenceJob job, string message, DateTimeOffset until, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (job.Status?.NextTryTime > now && job.Status.NextTryTime <= Instants.Up(until) && job.Status.ObservedGeneration == job.Metadata.Generation)
        {
            return job.Metadata.ResourceVersion;
        }

        var before = job.Status ?? new OrbitalInferenceJobStatus();
        return await WriteAsync(
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

    private string? Warned(OrbitalInferenceJob job, string? version, string reason, string message)
    {
        if (version is not null && !string.Equals(version, job.Metadata.ResourceVersion, StringComparison.Ordinal))
        {
            events.Warning(job, reason, message);
        }

        return version;
    }

    private async Task<string?> WriteAsync(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, CancellationToken cancellationToken)
    {
        try
        {
            var written = await client.UpdateStatusAsync(job with { Status = status.Observed(job.Metadata.Generation) }, cancellationToken);
            _refusedStatus.Forget(job.Metadata.Uid!);
            return written.Metadata.ResourceVersion;
        }
        catch (KubernetesApiException e)
        {
            NotWritten(job, e);
            return e.IsConflict || e.IsNotFound ? null : job.Metadata.ResourceVersion;
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

        _refusedStatus.Refused(job);
        LogNotWritten(logger, NamespacedName.Of(job), error.Message);
        events.Warning(job, "StatusRefused", error.Message);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Job} changed while planning; it is looked at again")]
    private static partial void LogJobChanged(ILogger logger, NamespacedName job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The status of job {Job} was not taken; the job is tried again later: {Reason}")]
    private static partial void LogNotWritten(ILogger logger, NamespacedName job, string reason);
}
