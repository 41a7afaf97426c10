using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;

namespace Orbit.Operator.Jobs;

/// <summary>A result that is safe on the ground.</summary>
/// <param name="Result">Where it is.</param>
/// <param name="Times">What its satellite has said of the attempt.</param>
/// <param name="GroundLink">Where it came down; null when somebody took that off its ConfigMap.</param>
internal sealed record StoredResult(JobResult Result, OnboardTimes Times, string? GroundLink);
