namespace Orbit.Api.V1Alpha1.OrbitalInferenceJobs;

/// <summary>The time that a plan keeps on board.</summary>
public sealed record PlannedCompute
{
    /// <summary>Start.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>End.</summary>
    public required DateTimeOffset End { get; init; }
}
