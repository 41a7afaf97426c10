namespace Orbit.Api.V1Alpha1.OrbitalInferenceJobs;

/// <summary>What a plan's contacts cost.</summary>
public sealed record ExpectedCost
{
    /// <summary>Amount.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Currency, ISO 4217.</summary>
    public required string Currency { get; init; }
}
