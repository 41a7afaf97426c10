using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Clock;
using Orbit.Kubernetes.Objects;

namespace Orbit.Operator.Jobs;

/// <summary>When a job that is over is deleted, with its result.</summary>
internal static class JobExpiry
{
    /// <summary>The instant, mission time; null when it is never, or the job is not over.</summary>
    public static DateTimeOffset? Of(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, MissionClock clock)
    {
        var ending = status.Phase switch
        {
            JobPhase.Succeeded => ConditionTypes.Complete,
            JobPhase.Failed => ConditionTypes.Failed,
            _ => null,
        };
        if (ending is null || job.Spec.TtlAfterFinished is not { } kept || status.Actual?.Completed is not { } completed)
        {
            return null;
        }

        // It may have been over for long before an operator came that could say so: whoever waits for it has its time from then on.
        var reported = status.Conditions.FindCondition(ending)?.LastTransitionTime is { Ticks: > 0 } wall ? clock.ToMission(wall.ToInstant()) : completed;
        return (reported > completed ? reported : completed) + kept;
    }
}
