using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Client;
using Orbit.Gateway.Contract;

namespace Orbit.Operator.Jobs.Phases;

/// <summary>The uplink has begun: only its gateway knows whether the bundle is on board, and is asked until it says.</summary>
internal sealed class UplinkingPhase(PhaseContext context, JobTransitions transitions, DownlinkMove downlinks)
{
    /// <summary>One step.</summary>
    public async Task<JobStep> StepAsync(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, CancellationToken cancellationToken)
    {
        var plan = status.Plan!;
        var contact = await context.Gateway(plan.Uplink).GetContactAsync(plan.Uplink.Contact, cancellationToken);
        var transfer = contact?.Uplink(plan.AttemptId);
        if (contact is not null && plan.Following(contact) is var followed && followed != plan)
        {
            // Its provider has moved the contact on: then its end is waited for, and no other one.
            status = status with { Plan = followed };
            plan = followed;
        }

        if (transfer is null && contact?.State.IsOver() is true)
        {
            // The gateway knows what it sent in this contact, and the bundle is not among it.
            return ContactOutcome.NotCarriedOut(plan.Uplink.GroundLink, contact) is { } declined
                ? transitions.Replan(job, status, "UplinkFailed", declined)
                : transitions.Replan(job, status, "UplinkMissed", $"The contact at {plan.Uplink.GroundLink} was over before its gateway had the bundle.");
        }

        if (contact is null || transfer is null)
        {
            if (context.Now >= plan.Uplink.End)
            {
                return JobTransitions.AssumeOnBoard(status, $"The gateway of {plan.Uplink.GroundLink} does not know the contact any more.");
            }

            // A gateway that forgot it gets it again, under the same names, as long as there is time.
            return context.NotToldBefore(status) is { } pause
                ? new JobStep(status, pause)
                : new JobStep(transitions.Unconfirmed(job, status) with { Phase = JobPhase.Scheduled });
        }

        if (transfer.State is UplinkState.Delivered)
        {
            var message = $"The work is on board {plan.Satellite}.";
            var actual = (status.Actual ?? new JobTimes()) with { UplinkStarted = transfer.StartedAt, UplinkFinished = transfer.FinishedAt };
            var onBoard = status with { Phase = JobPhase.Computing, Message = message, Actual = actual };
            var (corrected, moved) = await MoveDownlinkAsync(job, onBoard, DownlinkMove.NotBefore(plan, transfer.FinishedAt ?? context.Now), cancellationToken);
            transitions.Held(job);
            return new JobStep(
                corrected,
                Event: new JobEvent("Uplinked", $"The work was sent up to {plan.Satellite} at {plan.Uplink.GroundLink}{(moved is null ? "" : $"; {moved}")}."));
        }

        if (transfer.State is UplinkState.Failed || contact.State.IsFinal())
        {
            transitions.Avoid(job, plan.Satellite, plan.Uplink);
            var why = ContactOutcome.NotCarriedOut(plan.Uplink.GroundLink, contact)
                ?? $"The uplink at {plan.Uplink.GroundLink} failed: {transfer.Reason ?? contact.Reason ?? "the contact ended before it was sent."}";
            return transitions.Replan(job, status, "UplinkFailed", why);
        }

        return context.Now >= plan.Uplink.End + context.Grace
            ? JobTransitions.AssumeOnBoard(status, $"The gateway of {plan.Uplink.GroundLink} does not say what became of the uplink.")
            : new JobStep(status, context.Later(plan.Uplink.TransferEnd));
    }

    // What is known of the uplink is kept when the downlink's gateway can't be reached: the next phase moves the downlink then.
    private async Task<(OrbitalInferenceJobStatus Status, string? Moved)> MoveDownlinkAsync(
        OrbitalInferenceJob job, OrbitalInferenceJobStatus onBoard, JobPlan late, CancellationToken cancellationToken)
    {
        try
        {
            return await downlinks.ApplyAsync(job, onBoard, late, cancellationToken);
        }
        catch (GatewayException)
        {
            return (onBoard, null);
        }
    }
}
