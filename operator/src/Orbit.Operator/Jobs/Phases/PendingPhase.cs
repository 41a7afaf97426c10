using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;

namespace Orbit.Operator.Jobs.Phases;

/// <summary>Nothing is booked: the job waits for the scheduler, or for its owner to resume it.</summary>
internal sealed class PendingPhase(JobTransitions transitions)
{
    /// <summary>One step of a job that is Pending or Suspended.</summary>
    public JobStep Step(OrbitalInferenceJob job, OrbitalInferenceJobStatus status) => (status.Phase, job.Spec.Suspend) switch
    {
        (JobPhase.Pending, true) => transitions.Suspend(job, status),
        (JobPhase.Suspended, false) => transitions.Replan(job, status, "Resumed", "The job was resumed and waits for a plan.", warning: false),
        _ => new JobStep(status),
    };
}
