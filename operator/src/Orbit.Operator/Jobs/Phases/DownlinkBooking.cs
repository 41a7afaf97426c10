using System.Globalization;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Scheduling;

namespace Orbit.Operator.Jobs.Phases;

/// <summary>Shared by the phases in which the work is on board: is the satellite still there, is its downlink still booked?</summary>
internal sealed class DownlinkBooking(PhaseContext context, PlanChecks checks, MovedContacts moves, DownlinkMove move, SpecChanges changes, JobTransitions transitions, ContactRefusals refusals)
{
    /// <summary>Looks whether all is as planned, and books the downlink if it is not booked yet.</summary>
    /// <returns>
    /// The step of a booking; or how the downlink or the attempt is given up, which the caller may put off; or neither: there
    /// is nothing to do but wait.
    /// </returns>
    public async Task<(JobStep? Step, Func<JobStep>? GiveUp)> FollowAsync(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, CancellationToken cancellationToken)
    {
        var plan = status.Plan!;
        if (await checks.SatelliteProblemAsync(plan.Satellite, cancellationToken) is { } gone)
        {
            return (null, () => transitions.AttemptFailed(job, status, "SatelliteLost", gone));
        }

        if (plan.Downlink is not { } downlink)
        {
            return transitions.OutOfTime(job, status, plan) is { } ended ? (null, () => ended) : default;
        }

        var (booked, lost) = await checks.BookingAsync(downlink, cancellationToken);
        if (lost is not null)
        {
            return (null, () => transitions.LoseDownlink(job, status, plan, downlink, lost));
        }

        // From its start on only the gateway knows what came down; and it may begin while the passes are waited for.
        if (context.Now < downlink.Start
            && await checks.ContactProblemAsync(plan, downlink, cancellationToken) is { } broken
            && context.Now < downlink.Start)
        {
            return (null, () => transitions.ReplaceDownlink(job, status, plan, broken.Reason, broken.Message));
        }

        if (context.Now < downlink.Start && changes.DownlinkProblem(job, plan, downlink) is { } changed)
        {
            return (null, () => transitions.ReplaceDownlink(job, status, plan, "SpecChanged", changed));
        }

        if (context.Now < downlink.Start && await moves.OfAsync(plan, downlink, booked!, cancellationToken) is { } moved)
        {
            return moved switch
            {
                { Problem: { } problem } => (null, () => transitions.LoseDownlink(job, status, plan, downlink, problem)),
                { Plan: { } adjusted } => (new JobStep(status with { Plan = adjusted, Message = moved.What }, moves.NextLook, new JobEvent("ContactMoved", moved.What)), null),
                _ => (new JobStep(status, moves.NextLook), null),
            };
        }

        if (context.Now is var now && now < downlink.Start && checks.LatePlan(job, plan, downlink, now) is { } expected
            && await move.ApplyAsync(job, status, expected, cancellationToken) is { Moved: { } what } late)
        {
            JobStep Moved() => new(late.Status, Event: new JobEvent("WorkLate", $"The work on board {plan.Satellite} is late: {what}."));
            return late.Status.Plan!.Downlink is null ? (null, Moved) : (Moved(), null);
        }

        if (status.Conditions.IsConditionTrue(JobConditions.Booked))
        {
            return default;
        }

        var isBooked = false;
        try
        {
            if (moves.IsElsewhere(downlink, await context.BookAsync(plan, downlink, cancellationToken)))
            {
                return (new JobStep(status, moves.NextLook), null);
            }

            isBooked = true;
            await context.Gateway(downlink).RequestDownlinkAsync(downlink.Contact, plan.AttemptId, cancellationToken);
        }
        catch (GatewayRefusedException e)
        {
            refusals.Learn(job, plan, downlink, e, plannedAt: null, isBooked);
            return (null, () => transitions.ReplaceDownlink(job, status, plan, "ContactRefused", $"The gateway of {downlink.GroundLink} refused the downlink: {e.Message}"));
        }

        return (Confirmed(job, status, downlink), null);
    }

    /// <summary>The gateway holds the downlink, and has been asked for the result in it.</summary>
    public JobStep Confirmed(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, PlannedContact downlink)
    {
        transitions.Held(job);
        var message = string.Create(CultureInfo.InvariantCulture, $"The result comes down at {downlink.GroundLink} from {downlink.TransferStart:HH:mm:ss'Z'}.");
        return new JobStep(
            (status with { Message = message }).With(
                JobConditions.Booked, ConditionStatus.True, "Confirmed", "The gateway holds the downlink.", job.Metadata.Generation, context.Wall),
            context.Later(downlink.TransferEnd),
            new JobEvent("Booked", message));
    }
}
