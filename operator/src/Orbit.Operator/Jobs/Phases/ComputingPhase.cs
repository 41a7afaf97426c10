using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;

namespace Orbit.Operator.Jobs.Phases;

/// <summary>The work is on board and out of hearing until its planned end; meanwhile its downlink is kept booked.</summary>
internal sealed class ComputingPhase(PhaseContext context, DownlinkBooking booking)
{
    /// <summary>One step.</summary>
    public async Task<JobStep> StepAsync(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, CancellationToken cancellationToken)
    {
        if (await booking.FollowAsync(job, status, cancellationToken) is { } changed)
        {
            return changed;
        }

        var plan = status.Plan!;
        return context.Now >= plan.Compute.End
            ? new JobStep(status with
            {
                Phase = JobPhase.Downlinking,
                Message = plan.Downlink is { } d ? $"The result is to come down at {d.GroundLink}." : "The result waits on board for a downlink.",
            })
            : new JobStep(status, plan.Compute.End);
    }
}
