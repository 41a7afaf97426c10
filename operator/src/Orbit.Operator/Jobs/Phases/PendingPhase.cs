using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;

namespace Orbit.Operator.Jobs.Phases;

/// <summary>Nothing is booked: the job waits for the scheduler, or for its owner to resume it.</summary>
internal sealed class PendingPhase(Setbacks setbacks)
{
    /// <summary>One step of a job that is Pending or Suspended.</summary>
    public JobStep Step(OrbitalInferenceJob job, OrbitalInferenceJobStatus status) => (status.Phase, job.Spec.Suspend) switch
    {
        (JobPhase.Pending, true) => setbacks.Suspend(job, status),
        (JobPhase.Suspended, false) => setbacks.Replan(job, status, "Resumed", "The job was resumed and waits for a plan.", warning: false),
        _ => new JobStep(status),
    };
}
