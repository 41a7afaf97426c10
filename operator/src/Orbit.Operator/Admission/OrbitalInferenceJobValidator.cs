using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Kubernetes.Admission;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Admission;

/// <summary>Refuses jobs that can never be sent up, and warns of a deadline that is over. Whether satellites and ConfigMaps for it are there is the scheduler's to find out.</summary>
/// <param name="clock">Mission time.</param>
internal sealed class OrbitalInferenceJobValidator(TimeProvider clock) : IValidator<OrbitalInferenceJob>
{
    public ValidationResult Validate(OrbitalInferenceJob value, OrbitalInferenceJob? old)
    {
        var now = clock.GetUtcNow();
        return new ValidationResult
        {
            Errors = JobProblems.All(value).AsErrors(),
            // Only of what waits for a plan: of a job that is done it says nothing.
            Warnings = JobRequests.NeedsPlan(value) && value.Spec.Deadline is { } deadline && deadline <= now
                ? [$"spec.deadline {deadline:yyyy-MM-dd'T'HH:mm:ss'Z'} is over: it is {now:yyyy-MM-dd'T'HH:mm:ss'Z'}, mission time."]
                : [],
        };
    }
}
