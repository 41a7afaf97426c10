using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Kubernetes.Runtime.Events;
using Orbit.Operator.Jobs;

namespace Orbit.Operator.Scheduling;

/// <summary>Tells people, by events on the job, what happened to it.</summary>
internal sealed class JobEvents(IEventRecorder recorder)
{
    public void Normal(OrbitalInferenceJob job, string reason, string message) => Tell(job, new JobEvent(reason, message));

    public void Warning(OrbitalInferenceJob job, string reason, string message) => Tell(job, new JobEvent(reason, message, IsWarning: true));

    public void Tell(OrbitalInferenceJob job, JobEvent said) =>
        recorder.Publish(job, said.IsWarning ? EventType.Warning : EventType.Normal, said.Reason, "Orchestrate", said.Message);
}
