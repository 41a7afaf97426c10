using System.Globalization;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Scheduling;
using Orbit.Operator.Snapshots;
using Orbit.Planning.Requests;
using Orbit.Visibility.Intervals;

namespace Orbit.Operator.Jobs.Phases;

/// <summary>The status transitions of a job whose plan can't be kept: it is planned again, its downlink is replaced, or its attempt fails.</summary>
/// <remarks>What was booked is released because no plan names it any more (docs/designs/0002).</remarks>
internal sealed class JobTransitions(PhaseContext context, Refusals refusals, AttemptBackoff backoff)
{
    // False from a damaged result on until the attempt has ended: kept with the job, so that no restart makes it forget.
    private const string ResultIntact = "ResultIntact";

    private const string TooLarge = "ResultTooLarge";

    // A satellite on which an attempt failed is tried again after about an orbit.
    private static readonly TimeSpan AvoidedFor = TimeSpan.FromMinutes(90);

    /// <summary>The whole plan is given up; nothing of it is on board. Plans that come to nothing one after the other are made with longer and longer pauses.</summary>
    public JobStep Replan(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, string reason, string message, bool warning = true)
    {
        var until = warning ? Pause(job) : null;
        var said = until is { } at ? string.Create(CultureInfo.InvariantCulture, $"{message} The job is planned again at {at:HH:mm:ss'Z'}.") : message;
        var replanned = WithoutDamage(status).Replanned(reason, said, job.Metadata.Generation, context.Wall) with { NextTryTime = until };
        return new JobStep(replanned, Event: new JobEvent(reason, message, warning));
    }

    /// <summary>The plan held: its work is on board, or its downlink is booked at the gateway.</summary>
    public void Held(OrbitalInferenceJob job) => backoff.Reset(job.Metadata.Uid!);

    /// <summary>Nothing is booked until the job is resumed.</summary>
    public JobStep Suspend(OrbitalInferenceJob job, OrbitalInferenceJobStatus status)
    {
        const string message = "spec.suspend is set; nothing is booked.";
        var suspended = status.Replanned("Suspended", message, job.Metadata.Generation, context.Wall) with { Phase = JobPhase.Suspended };
        return new JobStep(suspended, Event: new JobEvent("Suspended", message));
    }

    /// <summary>The downlink failed or was taken away: the job keeps away from its window, and gets another.</summary>
    public JobStep LoseDownlink(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, JobPlan plan, PlannedContact downlink, string why)
    {
        Avoid(job, plan.Satellite, downlink);
        return ReplaceDownlink(job, status, plan, "DownlinkLost", why);
    }

    /// <summary>The work stays on board; another contact is found to take its result down, unless the deadline has passed.</summary>
    public JobStep ReplaceDownlink(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, JobPlan plan, string reason, string why)
    {
        if (OutOfTime(job, status, plan, why) is { } ended)
        {
            return ended;
        }

        var message = $"{why} Another downlink is being booked; the work stays on board {plan.Satellite}.";
        var lost = Unconfirmed(job, status) with { Plan = plan with { Downlink = null }, Message = message, NextTryTime = Pause(job) };
        return new JobStep(lost, Event: new JobEvent(reason, message, IsWarning: true));
    }

    /// <summary>The job fails whose work is on board with no downlink booked, once its deadline has passed: no more antenna time is spent on it. Null before that.</summary>
    public JobStep? OutOfTime(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, JobPlan plan, string? why = null)
    {
        var now = context.Now;
        if (status.Actual?.AcceptedTime is not { } accepted || !(job.Spec.LatestCompletion(accepted) is { } deadline && deadline <= now))
        {
            return null;
        }

        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"{why ?? "No downlink was found in time."} The deadline, {deadline.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}, has passed with the work on board {plan.Satellite}; no other downlink is booked.");
        return new JobStep(
            status.Ended("DeadlineExceeded", message, job.Metadata.Generation, context.Wall, now), Event: new JobEvent("DeadlineExceeded", message, IsWarning: true));
    }

    /// <summary>The attempt's result came down damaged.</summary>
    public OrbitalInferenceJobStatus Damaged(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, string why) =>
        status.With(ResultIntact, ConditionStatus.False, "Damaged", why, job.Metadata.Generation, context.Wall);

    /// <summary>Whether the attempt's result came down damaged before.</summary>
    public static bool WasDamaged(OrbitalInferenceJobStatus status) => status.Conditions.FindCondition(ResultIntact) is { Status: ConditionStatus.False };

    /// <summary>The status of a job whose next result has no history.</summary>
    public static OrbitalInferenceJobStatus WithoutDamage(OrbitalInferenceJobStatus status) =>
        WasDamaged(status) ? status with { Conditions = [.. status.Conditions.Where(c => !string.Equals(c.Type, ResultIntact, StringComparison.Ordinal))] } : status;

    /// <summary>The attempt failed on board or with its satellite; the job fails with the last one it may have.</summary>
    public JobStep AttemptFailed(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, string reason, string message)
    {
        var failed = status with { Failures = status.Failures + 1 };
        if (status.Plan is { } plan)
        {
            // Another satellite first, if there is one: what failed it here may still be there.
            refusals.Add(job.Metadata.Uid!, new ExcludedWindow(plan.Satellite, null, new Interval(context.Now, context.Now + AvoidedFor)), context.Now);
        }

        return failed.Failures > job.Spec.BackoffLimit
            ? new JobStep(
                failed.Ended("BackoffLimitExceeded", $"{message} {Counted.Of(failed.Failures, "attempt")} failed, spec.backoffLimit is {job.Spec.BackoffLimit}.", job.Metadata.Generation, context.Wall, context.Now),
                Event: new JobEvent("BackoffLimitExceeded", message, IsWarning: true))
            : Replan(job, failed, reason, message);
    }

    /// <summary>The result has more bytes than the job allows. It would on every other satellite: the job fails with this attempt, whatever <c>spec.backoffLimit</c> is left.</summary>
    public JobStep ResultTooLarge(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, string why)
    {
        var plan = status.Plan!;
        if (PlannedFields.ChangedSinceSent(job, plan).Count > 0)
        {
            // It ran with another spec than the job has now, and that one may well come to another end.
            return AttemptFailed(job, status, TooLarge, $"The result of {plan.Satellite} is too large: {why}");
        }

        var message = $"spec.output.maximumSize is {job.Spec.Output.MaximumSize}, and the result of {plan.Satellite} is larger: {why} It would be on any satellite; submit the job with a larger maximumSize, or with work that gives less.";
        return new JobStep(
            (status with { Failures = status.Failures + 1 }).Ended(TooLarge, message, job.Metadata.Generation, context.Wall, context.Now),
            Event: new JobEvent(TooLarge, message, IsWarning: true));
    }

    /// <summary>Work that may be on board is never started elsewhere; if it is not there, the next downlink finds out.</summary>
    public static JobStep AssumeOnBoard(OrbitalInferenceJobStatus status, string why)
    {
        var message = $"{why} The work may be on board {status.Plan!.Satellite}; its downlink will tell.";
        return new JobStep(status with { Phase = JobPhase.Computing, Message = message }, Event: new JobEvent("UplinkUnknown", message, IsWarning: true));
    }

    /// <summary>The gateways have to be asked for the plan's contacts again.</summary>
    public OrbitalInferenceJobStatus Unconfirmed(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, string reason = "NotConfirmed") =>
        status.With(JobConditions.Booked, ConditionStatus.False, reason, "The gateways have not confirmed the contacts yet.", job.Metadata.Generation, context.Wall);

    // Until when the next plan waits, mission time; null for at once. A gateway that refuses one contact after the other is not asked without pauses.
    private DateTimeOffset? Pause(OrbitalInferenceJob job) =>
        backoff.Failed(job.Metadata.Uid!, job.Metadata.Generation, context.Wall) is { } wall ? Instants.Up(context.ToMission(wall)) : null;

    /// <summary>Keeps the job away from a contact's window, and what follows it for <paramref name="longer"/>.</summary>
    public void Avoid(OrbitalInferenceJob job, string satellite, PlannedContact contact, TimeSpan longer = default) =>
        refusals.Add(job.Metadata.Uid!, new ExcludedWindow(satellite, contact.GroundLink, new Interval(contact.Start, contact.End + longer)), context.Now);
}
