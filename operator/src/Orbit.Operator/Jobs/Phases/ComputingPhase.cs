using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;

namespace Orbit.Operator.Jobs.Phases;

/// <summary>The work is on board and out of hearing until its planned end; meanwhile its downlink is kept booked.</summary>
internal sealed class ComputingPhase(PhaseContext context, DownlinkBooking booking)
{
    /// <summary>One step.</summary>
    public async Task<JobStep> StepAsync(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, CancellationToken cancellationToken)
    {
        var plan = status.Plan!;
        if (context.Now < plan.Compute.End)
        {
            var (step, giveUp) = await booking.FollowAsync(job, status, cancellationToken);
            if (giveUp is null)
            {
                return step ?? new JobStep(status, plan.Compute.End);
            }

            if (plan.Downlink is null || context.Now < plan.Downlink.Start)
            {
                return giveUp();
            }
        }

        // Whatever happened to satellite and booking since, the result may be on the ground: the next phase asks for it first.
        return new JobStep(status with
        {
            Phase = JobPhase.Downlinking,
            Message = plan.Downlink is { } d ? $"The result is to come down at {d.GroundLink}." : "The result waits on board for a downlink.",
        });
    }
}
