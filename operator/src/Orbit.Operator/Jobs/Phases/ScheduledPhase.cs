using System.Globalization;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Client;
using Orbit.Gateway.Contract;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Gateways;
using Orbit.Operator.Scheduling;

namespace Orbit.Operator.Jobs.Phases;

/// <summary>A plan is made: its contacts are booked at the gateways, which get what goes up, and watched until the uplink begins.</summary>
internal sealed class ScheduledPhase(
    PhaseContext context, PlanChecks checks, MovedContacts moves, JobTransitions transitions, ContactRefusals refusals, JobInputs inputs, UnsentBundles unsent, ReactionTimes reactions)
{
    /// <summary>One step.</summary>
    public async Task<JobStep> StepAsync(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, CancellationToken cancellationToken)
    {
        if (status.Plan is not { Downlink: { } downlink } plan)
        {
            return transitions.Replan(job, status, "PlanIncomplete", "The plan has no downlink; it is made anew.");
        }

        // One instant for the whole step: a contact that ends in the middle of it must not be over for one question and not for another.
        var now = context.Now;
        var booked = status.Conditions.IsConditionTrue(JobConditions.Booked);
        var isUnsent = unsent.Contains(job.Metadata.Uid!, plan.AttemptId);
        // A provider that has moved the contact on has moved these instants too; plan and ledger follow below.
        var isDue = now >= DueTime(plan.Uplink, booked, isUnsent) && !await moves.IsLaterAsync(plan.Uplink, cancellationToken);
        if (isDue && !isUnsent)
        {
            // The bundle may be on its way or on board: from here on only the gateway knows, so it is asked before anything else.
            return UplinkBegun(status, plan);
        }

        if (job.Spec.Suspend)
        {
            return await GiveUpAsync(job, status, plan, transitions.Suspend(job, status), cancellationToken);
        }

        if (SpecChanges.PlanProblem(job, status, plan) is { } changed)
        {
            return await GiveUpAsync(job, status, plan, transitions.Replan(job, status, "SpecChanged", changed, warning: false), cancellationToken);
        }

        if (await checks.SatelliteProblemAsync(plan.Satellite, cancellationToken) is { } problem)
        {
            return await GiveUpAsync(job, status, plan, transitions.Replan(job, status, "SatelliteUnavailable", problem), cancellationToken);
        }

        // Asked of all contacts before any ledger, which says no more than "cancelled" once this very step was taken and its end not written.
        foreach (var contact in plan.Contacts())
        {
            // Nothing to avoid: the planner sees the same maintenance and the same windows.
            if (await checks.ContactProblemAsync(plan, contact, cancellationToken) is { } broken)
            {
                return await GiveUpAsync(job, status, plan, transitions.Replan(job, status, broken.Reason, broken.Message), cancellationToken);
            }
        }

        foreach (var contact in plan.Contacts())
        {
            var (booking, lost) = await checks.BookingAsync(contact, cancellationToken);
            if (lost is not null)
            {
                transitions.Avoid(job, plan.Satellite, contact);
                return await GiveUpAsync(job, status, plan, transitions.Replan(job, status, "ContactLost", lost), cancellationToken);
            }

            if (await moves.OfAsync(plan, contact, booking!, cancellationToken) is { } moved)
            {
                return await FollowAsync(job, status, plan, contact, moved, cancellationToken);
            }
        }

        if (booked)
        {
            return new JobStep(status, now < plan.Uplink.TransferStart ? plan.Uplink.TransferStart : moves.NextLook);
        }

        return isDue ? Missed(job, status, plan) : await ConfirmAsync(job, status, plan, downlink, cancellationToken);
    }

    // When it is too late to book the uplink, or, once the bundle may be with its gateway, when the uplink may have begun.
    private static DateTimeOffset DueTime(PlannedContact uplink, bool booked, bool isUnsent) =>
        isUnsent ? uplink.End - (uplink.TransferEnd - uplink.TransferStart)
        : booked ? uplink.TransferStart
        : uplink.End;

    private static JobStep UplinkBegun(OrbitalInferenceJobStatus status, JobPlan plan) =>
        new(status with { Phase = JobPhase.Uplinking, Message = $"The uplink at {plan.Uplink.GroundLink} has begun." });

    // The plan follows its contact, or gives it back; or the ledger is waited for.
    private async Task<JobStep> FollowAsync(
        OrbitalInferenceJob job, OrbitalInferenceJobStatus status, JobPlan plan, PlannedContact contact, MovedContact moved, CancellationToken cancellationToken)
    {
        if (moved.Problem is { } problem)
        {
            transitions.Avoid(job, plan.Satellite, contact);
            return await GiveUpAsync(job, status, plan, transitions.Replan(job, status, "ContactMoved", problem), cancellationToken);
        }

        return moved.Plan is { } adjusted
            ? new JobStep(status with { Plan = adjusted, Message = moved.What }, adjusted.Uplink.TransferStart, new JobEvent("ContactMoved", moved.What))
            : new JobStep(status, moves.NextLook);
    }

    // The step back, once the bundle is sure not to go up any more; otherwise its uplink is followed.
    private async Task<JobStep> GiveUpAsync(
        OrbitalInferenceJob job, OrbitalInferenceJobStatus status, JobPlan plan, JobStep back, CancellationToken cancellationToken) =>
        !unsent.Contains(job.Metadata.Uid!, plan.AttemptId) && !await TakeBackAsync(plan, cancellationToken) ? UplinkBegun(status, plan) : back;

    // Whether the bundle is sure not to go up any more. A provider may refuse to let the contact go, and one that lets it go
    // in the middle may have sent the bundle by then: what became of it is asked either way.
    private async Task<bool> TakeBackAsync(JobPlan plan, CancellationToken cancellationToken)
    {
        var gateway = context.Gateway(plan.Uplink);
        try
        {
            await gateway.CancelAsync(plan.Uplink.Contact, cancellationToken);
        }
        catch (GatewayRefusedException)
        {
            // The contact itself says below what is left of it.
        }

        var contact = await gateway.GetContactAsync(plan.Uplink.Contact, cancellationToken);
        return contact?.Uplink(plan.AttemptId) is not { } transfer
            || transfer.State is UplinkState.Failed
            || (transfer.State is not UplinkState.Delivered && contact.State.IsFinal());
    }

    private JobStep Missed(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, JobPlan plan)
    {
        Measure(plan, unsent.PlannedAt(job.Metadata.Uid!, plan.AttemptId));
        return transitions.Replan(job, status, "UplinkMissed", $"Too little was left of the contact at {plan.Uplink.GroundLink} by the time it could be confirmed.");
    }

    private async Task<JobStep> ConfirmAsync(
        OrbitalInferenceJob job, OrbitalInferenceJobStatus status, JobPlan plan, PlannedContact downlink, CancellationToken cancellationToken)
    {
        var plannedAt = unsent.PlannedAt(job.Metadata.Uid!, plan.AttemptId);
        var current = plan.Uplink;
        var isBooked = false;
        try
        {
            var (input, bytes) = await inputs.ReadAsync(job, cancellationToken);
            foreach (var contact in plan.Contacts())
            {
                current = contact;
                if (moves.IsElsewhere(contact, await context.BookAsync(plan, contact, cancellationToken)))
                {
                    Measure(plan, plannedAt);
                    unsent.Measured(job.Metadata.Uid!, plan.AttemptId);
                    return new JobStep(status, moves.NextLook);
                }
            }

            current = plan.Uplink;
            isBooked = true;
            unsent.HandedOver(job.Metadata.Uid!, plan.AttemptId);
            await context.Gateway(plan.Uplink).StageUplinkAsync(plan.Uplink.Contact, Bundle(job, plan, input, bytes), cancellationToken);
            current = downlink;
            await context.Gateway(downlink).RequestDownlinkAsync(downlink.Contact, plan.AttemptId, cancellationToken);
            Measure(plan, plannedAt);
        }
        catch (JobInputException e)
        {
            return await GiveUpAsync(job, status, plan, transitions.Replan(job, status, e.Reason, e.Message), cancellationToken);
        }
        catch (GatewayRefusedException e)
        {
            refusals.Learn(job, plan, current, e, plannedAt, isBooked);
            var back = isBooked && await NotCarriedOutAsync(current, cancellationToken) is { } declined
                ? transitions.Replan(job, status, "ContactLost", declined)
                : transitions.Replan(job, status, "ContactRefused", $"The gateway of {current.GroundLink} refused the contact: {e.Message}");
            return await GiveUpAsync(job, status, plan, back, cancellationToken);
        }

        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"Uplink to {plan.Satellite} at {plan.Uplink.GroundLink} from {plan.Uplink.TransferStart:HH:mm:ss'Z'}, result expected at {plan.ExpectedCompletion:HH:mm:ss'Z'}.");
        var confirmed = (status with { Message = message }).With(
            JobConditions.Booked, ConditionStatus.True, "Confirmed", "The gateways hold the contacts and what goes up in them.", job.Metadata.Generation, context.Wall);
        return new JobStep(confirmed, plan.Uplink.TransferStart, new JobEvent("Booked", message));
    }

    // A provider that refuses what is to go up in a contact may have given the contact up; then it says why.
    private async Task<string?> NotCarriedOutAsync(PlannedContact contact, CancellationToken cancellationToken)
    {
        try
        {
            return await context.Gateway(contact).GetContactAsync(contact.Contact, cancellationToken) is { } known
                ? ContactOutcome.NotCarriedOut(contact.GroundLink, known)
                : null;
        }
        catch (GatewayException)
        {
            // Only the message would have been better: the refusal is what counts.
            return null;
        }
    }

    // Nothing to measure of a plan that was tried before, by this process or another one.
    private void Measure(JobPlan plan, long? plannedAt)
    {
        if (plannedAt is not { } since)
        {
            return;
        }

        foreach (var gateway in plan.Contacts().Select(context.GatewayAddress).Distinct(StringComparer.Ordinal))
        {
            reactions.Record(gateway, context.Elapsed(since));
        }
    }

    private static Bundle Bundle(OrbitalInferenceJob job, JobPlan plan, BundleInput input, long bytes) => new()
    {
        AttemptId = plan.AttemptId,
        Job = new BundleJob { Namespace = job.Metadata.NamespaceProperty!, Name = job.Metadata.Name!, Uid = job.Metadata.Uid! },
        Model = job.Spec.Model,
        Input = input,
        SizeBytes = bytes,
        Work = new BundleWork { Tokens = job.Spec.Work.Tokens, TeraOperations = job.Spec.Work.TeraOperations, Duration = job.Spec.Work.Duration },
        PlannedStart = plan.Compute.Start,
        MaximumResultBytes = job.Spec.Output.MaximumSize.ToInt64(),
    };
}
