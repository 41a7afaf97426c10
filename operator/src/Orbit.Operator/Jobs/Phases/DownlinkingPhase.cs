using System.Globalization;
using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Client;
using Orbit.Gateway.Contract;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Scheduling;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Jobs.Phases;

/// <summary>The work should be done: its result is awaited, stored, and the job completed.</summary>
internal sealed class DownlinkingPhase(PhaseContext context, DownlinkBooking booking, JobTransitions transitions, DownlinkMove move, ResultStore results)
{
    // Not on board after a delivered uplink is the attempt's failure; before one it is only a plan that did not come about.
    private const string NotOnBoard = "the satellite was heard and does not have it.";

    /// <summary>One step.</summary>
    public async Task<JobStep> StepAsync(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, CancellationToken cancellationToken)
    {
        var plan = status.Plan!;
        if (await results.FindAsync(job, plan.AttemptId, cancellationToken) is { } stored)
        {
            // An operator before this one was stopped before it could say so. Nothing is asked, booked or given up for what is here.
            return await CompleteAsync(job, status, plan, stored, cancellationToken);
        }

        var isBooked = status.Conditions.IsConditionTrue(JobConditions.Booked);
        var hadBegun = context.Now >= plan.Downlink?.Start;
        if ((isBooked || hadBegun) && plan.Downlink is { } downlink
            && await AwaitAsync(job, status, plan, downlink, cancellationToken) is { } heard)
        {
            return heard;
        }

        var (step, giveUp) = await booking.FollowAsync(job, status, cancellationToken);
        if (giveUp is null)
        {
            return step ?? new JobStep(status, plan.Downlink is { } later ? context.Later(later.TransferEnd) : null);
        }

        // The downlink may have begun in the middle of this step: then its gateway is asked first, as always.
        if (!hadBegun && plan.Downlink is { } begun && context.Now >= begun.Start
            && await AwaitAsync(job, status, plan, begun, cancellationToken) is { } heardAfterAll)
        {
            return heardAfterAll;
        }

        return giveUp();
    }

    // What the gateway says of a downlink that is booked, or has begun; null when it only has to be waited for, or booked.
    private async Task<JobStep?> AwaitAsync(
        OrbitalInferenceJob job, OrbitalInferenceJobStatus status, JobPlan plan, PlannedContact downlink, CancellationToken cancellationToken)
    {
        var gateway = context.Gateway(downlink);
        var contact = await gateway.GetContactAsync(downlink.Contact, cancellationToken);
        var transfer = contact?.Downlinks.FirstOrDefault(d => string.Equals(d.AttemptId, plan.AttemptId, StringComparison.Ordinal));
        if (transfer?.State is DownlinkState.Received)
        {
            // Whoever booked it was stopped before it could say so: what came down was booked.
            var confirmed = status.Conditions.IsConditionTrue(JobConditions.Booked) ? status : booking.Confirmed(job, status, downlink).Status;
            return await ReceiveAsync(job, confirmed, plan, downlink, transfer, gateway, cancellationToken);
        }

        var now = context.Now;
        var report = now >= downlink.Start ? await gateway.GetReportAsync(plan.NoradId, cancellationToken) : null;
        var (failure, cause) = OnboardFailure(report, status, plan, downlink);
        var over = transfer?.State is DownlinkState.Failed || contact?.State.IsFinal() is true
            || now >= downlink.End + context.Grace || (transfer is null && now >= downlink.End);
        if (failure is NotOnBoard && status.Actual?.UplinkFinished is null)
        {
            transitions.Avoid(job, plan.Satellite, plan.Uplink);
            return transitions.Replan(job, status, "NotOnBoard", $"The work never got on board {plan.Satellite}: {failure}");
        }

        if (cause is AttemptFailureCause.ResultTooLarge)
        {
            return transitions.ResultTooLarge(job, status, failure!);
        }

        if (failure is not null)
        {
            return transitions.AttemptFailed(job, status, "FailedOnBoard", $"The work failed on board {plan.Satellite}: {failure}");
        }

        // A contact is no use before the work can be done.
        var (known, expected) = OnboardProgress.Of(report, status, plan);
        if (over)
        {
            var why = transfer?.Reason ?? contact?.Reason
                ?? (contact is null ? "the gateway does not know the contact."
                    : transfer is null ? "the gateway was not asked for the result in time."
                    : "the gateway does not say what became of it.");
            var notCarriedOut = contact is null ? null : ContactOutcome.NotCarriedOut(downlink.GroundLink, contact);
            return transitions.LoseDownlink(job, known, expected, downlink, notCarriedOut ?? $"The downlink at {downlink.GroundLink} failed: {why}");
        }

        var earliest = OnboardProgress.Earliest(report, plan);
        if (transfer is { State: DownlinkState.Waiting } && !DownlinkMove.Fits(earliest, downlink)
            && await move.ApplyAsync(job, known, expected, cancellationToken, earliest) is { Moved: { } moved } late)
        {
            return new JobStep(late.Status, Event: new JobEvent("WorkLate", $"The work on board {plan.Satellite} is not done: {moved}."));
        }

        return (status.Conditions.IsConditionTrue(JobConditions.Booked), transfer) switch
        {
            (true, null) when context.NotToldBefore(status) is { } pause => new JobStep(status, pause),
            // The gateway forgot it, and is asked again.
            (true, null) => new JobStep(transitions.Unconfirmed(job, status)),
            // An operator before this one asked for it and was stopped before it could say so.
            (false, not null) => booking.Confirmed(job, status, downlink),
            // It is under way, whatever became of satellite and station since.
            (true, not null) when now >= downlink.Start => new JobStep(status, context.Later(downlink.TransferEnd)),
            _ => null,
        };
    }

    private async Task<JobStep> ReceiveAsync(
        OrbitalInferenceJob job,
        OrbitalInferenceJobStatus status,
        JobPlan plan,
        PlannedContact downlink,
        DownlinkTransfer transfer,
        GatewayClient gateway,
        CancellationToken cancellationToken)
    {
        var attempt = await ReportAsync(plan, downlink, gateway, cancellationToken);
        StoredResult? stored;
        try
        {
            stored = await results.StoreAsync(
                job, plan.AttemptId, attempt?.Sha256 ?? transfer.Sha256, AttemptTimes.Of(attempt, transfer), downlink.GroundLink, cancellationToken);
        }
        // A copy that is larger than what the satellite computed is a damaged one.
        catch (GatewayResultTooLargeException e) when (!((attempt?.ResultBytes ?? transfer.SizeBytes) <= PlannedFields.MaximumResultBytes(job)))
        {
            return transitions.ResultTooLarge(job, status, e.Message);
        }
        catch (GatewayResultException e)
        {
            return Unusable(job, status, plan, downlink, e.Message);
        }

        if (stored is null)
        {
            var missing = $"The gateway at {gateway.BaseAddress} says that it received the result of {plan.AttemptId} but does not have it.";
            return context.Now < downlink.End + context.Grace ? throw new GatewayProtocolException(missing) : Unusable(job, status, plan, downlink, missing);
        }

        return await CompleteAsync(job, status, plan, stored, cancellationToken);
    }

    // Asked before the result is acknowledged: after that the satellite may drop the attempt, and its report with it. It adds
    // times and the hash on board to what the transfer says. A gateway has until long after the contact to say them, but a
    // result that is on the ground is not given up for want of them.
    private async Task<AttemptReport?> ReportAsync(JobPlan plan, PlannedContact downlink, GatewayClient gateway, CancellationToken cancellationToken)
    {
        try
        {
            return OnboardProgress.Find(await gateway.GetReportAsync(plan.NoradId, cancellationToken), plan);
        }
        catch (GatewayException) when (context.Now >= downlink.End + (context.Grace / 2))
        {
            return null;
        }
    }

    private async Task<JobStep> CompleteAsync(
        OrbitalInferenceJob job, OrbitalInferenceJobStatus status, JobPlan plan, StoredResult stored, CancellationToken cancellationToken)
    {
        if ((stored.GroundLink ?? plan.Downlink?.GroundLink) is { } groundLink)
        {
            await results.AcknowledgeAsync(plan.AttemptId, groundLink, cancellationToken);
        }

        var completed = stored.Times.DownlinkFinished ?? context.Now;
        var accepted = status.Actual?.AcceptedTime ?? completed;
        var turnaround = completed - accepted;
        var late = job.Spec.LatestCompletion(accepted) < completed;
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"Answered by {plan.Satellite} in {turnaround.TotalSeconds:0.#} s{(late ? ", after its deadline" : "")}; the result is in ConfigMap {stored.Result.ConfigMap}.");
        var done = (JobTransitions.WithoutDamage(status) with
        {
            Phase = JobPhase.Succeeded,
            Message = message,
            // One that has not begun is needed no more: its antenna is free again once no plan names it.
            Plan = plan.Downlink?.Start > context.Now ? plan with { Downlink = null } : plan,
            Result = stored.Result with { Model = plan.Model, Generation = plan.Generation },
            Turnaround = TimeSpan.FromMilliseconds(Math.Round(turnaround.TotalMilliseconds)),
            Actual = (status.Actual ?? new JobTimes()) with
            {
                // Where the uplink's gateway could not say, the satellite does.
                UplinkFinished = status.Actual?.UplinkFinished ?? stored.Times.Received,
                ComputeStarted = stored.Times.ComputeStarted,
                ComputeFinished = stored.Times.ComputeFinished,
                DownlinkStarted = stored.Times.DownlinkStarted,
                DownlinkFinished = stored.Times.DownlinkFinished,
                Completed = completed,
            },
        }).With(ConditionTypes.Complete, ConditionStatus.True, late ? "CompletedLate" : "ResultStored", message, job.Metadata.Generation, context.Wall);
        return new JobStep(done, Event: new JobEvent("Completed", message));
    }

    // It is still on board, where it is kept until it is acknowledged: it may come down whole the second time.
    private JobStep Unusable(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, JobPlan plan, PlannedContact downlink, string why)
    {
        if (JobTransitions.WasDamaged(status))
        {
            return transitions.AttemptFailed(job, status, "ResultDamaged", $"The result of {plan.Satellite} came down damaged twice: {why}");
        }

        transitions.Avoid(job, plan.Satellite, downlink);
        return transitions.ReplaceDownlink(job, transitions.Damaged(job, status, why), plan, "ResultDamaged", why);
    }

    private static (string? Why, AttemptFailureCause? Cause) OnboardFailure(SatelliteReport? report, OrbitalInferenceJobStatus status, JobPlan plan, PlannedContact downlink)
    {
        var attempt = OnboardProgress.Find(report, plan);
        // Where one contact is both, the satellite may have been heard in it before the bundle had gone up.
        var heardSince = status.Actual?.UplinkFinished is { } sent ? report?.AsOf > sent : report?.AsOf >= plan.Uplink.End;
        if (attempt is null && report?.AsOf >= downlink.Start && heardSince)
        {
            return (NotOnBoard, null);
        }

        return attempt is { Phase: AttemptPhase.Failed } ? (attempt.Reason ?? "no reason was given.", attempt.Cause) : default;
    }
}
