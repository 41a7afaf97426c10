using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Kubernetes.Admission;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Admission;

/// <summary>
/// Refuses jobs that can never be sent up, and changes of what was sent up; warns of a deadline that is over. Whether satellites and
/// ConfigMaps for it are there is the scheduler's to find out.
/// </summary>
/// <param name="clock">Mission time.</param>
internal sealed class OrbitalInferenceJobValidator(TimeProvider clock) : IValidator<OrbitalInferenceJob>
{
    public ValidationResult Validate(OrbitalInferenceJob value, OrbitalInferenceJob? old)
    {
        var now = clock.GetUtcNow();
        return new ValidationResult
        {
            Errors = [.. JobProblems.All(value).AsErrors(), .. old is null ? [] : ChangesOfSent(value, old)],
            // Only of what waits for a plan: of a job that is done it says nothing.
            Warnings = JobRequests.NeedsPlan(value) && value.Spec.Deadline is { } deadline && deadline <= now
                ? [$"spec.deadline {deadline:yyyy-MM-dd'T'HH:mm:ss'Z'} is over: it is {now:yyyy-MM-dd'T'HH:mm:ss'Z'}, mission time."]
                : [],
        };
    }

    private static IEnumerable<FieldError> ChangesOfSent(OrbitalInferenceJob value, OrbitalInferenceJob old) =>
        WhySettled(old.Status) is { } why
            ? PlannedFields.ChangedOfSent(old.Spec, value.Spec, old.Status!.Plan).Select(field => new FieldError(field, $"can't be changed: {why}; submit another job."))
            : [];

    // Null as long as a change takes effect.
    private static string? WhySettled(OrbitalInferenceJobStatus? status) => status switch
    {
        { Phase: JobPhase.Uplinking, Plan: { } plan } => $"the job is being sent up to {plan.Satellite}",
        { Phase: JobPhase.Computing or JobPhase.Downlinking or JobPhase.Succeeded or JobPhase.Failed, Plan: { } plan, Actual.UplinkFinished: { } sent } =>
            $"the job was sent up to {plan.Satellite} at {sent.UtcDateTime:HH:mm:ss'Z'}",
        { Phase: JobPhase.Computing or JobPhase.Downlinking, Plan: { } plan } => $"the job was sent up to {plan.Satellite}",
        { Phase: JobPhase.Succeeded or JobPhase.Failed } => "the job has ended",
        _ => null,
    };
}
