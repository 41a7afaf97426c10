using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;

namespace Orbit.Operator.Jobs;

/// <summary>A result that is safe on the ground.</summary>
/// <param name="Result">Where it is.</param>
/// <param name="Times">What was said of its attempt by then.</param>
/// <param name="GroundLink">Where it came down; null when its ConfigMap does not say.</param>
internal sealed record StoredResult(JobResult Result, AttemptTimes Times, string? GroundLink);
