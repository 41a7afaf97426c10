using System.Globalization;
using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Scheduling;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Jobs;

/// <summary>Reports which generation of a job's spec was observed, and whether what was sent up still is what the spec says.</summary>
internal static class ObservedSpec
{
    /// <summary>The reason of <see cref="ConditionTypes.SpecApplied"/> while it is False.</summary>
    public const string ChangedAfterUplink = "ChangedAfterUplink";

    /// <summary>The status as it holds for the job's current generation.</summary>
    /// <param name="status">The status by what is known of the work.</param>
    /// <param name="job">The job.</param>
    /// <param name="wallNow">Wall time, for the condition.</param>
    /// <returns>The same instance when nothing is to be added.</returns>
    public static OrbitalInferenceJobStatus Observe(this OrbitalInferenceJobStatus status, OrbitalInferenceJob job, DateTimeOffset wallNow)
    {
        var generation = job.Metadata.Generation;
        var observed = status.Observed(generation);
        return NotApplied(job, status) is { } message
            ? observed.With(ConditionTypes.SpecApplied, ConditionStatus.False, ChangedAfterUplink, message, generation, wallNow)
            : observed.Without(ConditionTypes.SpecApplied);
    }

    // Null when the spec says what was sent up, or nothing was.
    private static string? NotApplied(OrbitalInferenceJob job, OrbitalInferenceJobStatus status)
    {
        if (status is not { Phase: not (JobPhase.Pending or JobPhase.Scheduled or JobPhase.Suspended), Plan: { } plan }
            || PlannedFields.ChangedSinceSent(job, plan) is not { Count: > 0 } fields)
        {
            return null;
        }

        var runs = status.Phase is JobPhase.Succeeded or JobPhase.Failed ? "ran" : "runs";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{fields.Listed()} changed after the job was sent up to {plan.Satellite}: attempt {plan.Attempt} {runs} with the spec of generation {plan.Generation}. Submit another job for the new spec.");
    }
}
