using k8s.Models;
using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Kubernetes.Objects;

namespace Orbit.Operator.Scheduling;

/// <summary>The steps that a job's status takes, as pure functions: same status and same facts, same next status.</summary>
/// <remarks>Condition times are wall time; all other instants are mission time.</remarks>
internal static class JobStatusChanges
{
    /// <summary>The status with its conditions in the sense of kstatus: what is done, what failed, and what is still on its way.</summary>
    public static OrbitalInferenceJobStatus With(
        this OrbitalInferenceJobStatus status, string type, string value, string reason, string message, long? generation, DateTimeOffset wallNow) =>
        status with
        {
            Conditions = status.Conditions.WithCondition(
                new V1Condition { Type = type, Status = value, Reason = reason, Message = message, ObservedGeneration = generation }, wallNow),
        };

    /// <summary>The same status, of a job that was looked at in this generation and found to be as its status says.</summary>
    /// <returns>The same instance when it says so already.</returns>
    public static OrbitalInferenceJobStatus Observed(this OrbitalInferenceJobStatus status, long? generation)
    {
        var conditions = status.Conditions.Any(c => c.ObservedGeneration != generation)
            ? [.. status.Conditions.Select(c => c.ObservedGeneration == generation ? c : c with { ObservedGeneration = generation })]
            : status.Conditions;
        return status.ObservedGeneration == generation && ReferenceEquals(conditions, status.Conditions)
            ? status
            : status with { ObservedGeneration = generation, Conditions = conditions };
    }

    /// <summary>The status without a condition; the same instance when there is none of that type.</summary>
    public static OrbitalInferenceJobStatus Without(this OrbitalInferenceJobStatus status, string type) =>
        status.Conditions.FindCondition(type) is null
            ? status
            : status with { Conditions = [.. status.Conditions.Where(c => !string.Equals(c.Type, type, StringComparison.Ordinal))] };

    /// <summary>Somebody's finalizer holds a job that is being deleted: it is not planned any more. What has ended stays as it is.</summary>
    public static OrbitalInferenceJobStatus Deleting(this OrbitalInferenceJobStatus status, long? generation, DateTimeOffset wallNow) =>
        status.Phase is JobPhase.Succeeded or JobPhase.Failed
            ? status.Observed(generation)
            : status.Replanned("Deleting", "The job is being deleted; its bookings are released.", generation, wallNow).Observed(generation);

    /// <summary>
    /// Whether the status already says why the job waits, and when it is tried again. That instant moves a little with every
    /// round; it counts as a change only once the reported one has passed: until then it is true that the job is tried
    /// again "at the latest" then.
    /// </summary>
    public static bool AlreadySays(this OrbitalInferenceJobStatus status, string message, long? generation, DateTimeOffset now) =>
        status.ObservedGeneration == generation && string.Equals(status.Message, message, StringComparison.Ordinal) && status.NextTryTime > now;

    /// <summary>Nothing is booked any more; the scheduler plans anew. What was booked is released because no plan names it.</summary>
    public static OrbitalInferenceJobStatus Replanned(
        this OrbitalInferenceJobStatus status, string reason, string message, long? generation, DateTimeOffset wallNow) =>
        (status with
        {
            Phase = JobPhase.Pending,
            Message = message,
            Plan = null,
            NextTryTime = null,
            Actual = new JobTimes { AcceptedTime = status.Actual?.AcceptedTime },
        })
        .With(ConditionTypes.Scheduled, ConditionStatus.False, reason, message, generation, wallNow)
        .With(JobConditions.Booked, ConditionStatus.False, reason, "Nothing is booked.", generation, wallNow)
        .Without(ConditionTypes.SpecApplied);

    /// <summary>The job has ended without a result.</summary>
    public static OrbitalInferenceJobStatus Ended(
        this OrbitalInferenceJobStatus status, string reason, string message, long? generation, DateTimeOffset wallNow, DateTimeOffset now) =>
        (status with
        {
            Phase = JobPhase.Failed,
            Message = message,
            NextTryTime = null,
            Actual = (status.Actual ?? new JobTimes()) with { Completed = now },
        })
        .With(ConditionTypes.Failed, ConditionStatus.True, reason, message, generation, wallNow)
        .With(ConditionTypes.Complete, ConditionStatus.False, reason, message, generation, wallNow);
}
