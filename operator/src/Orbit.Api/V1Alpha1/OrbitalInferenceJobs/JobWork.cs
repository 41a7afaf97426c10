using System.ComponentModel.DataAnnotations;
using Orbit.Api.Schema;

namespace Orbit.Api.V1Alpha1.OrbitalInferenceJobs;

/// <summary>How much there is to compute.</summary>
[Alternatives(nameof(Tokens), nameof(TeraOperations), nameof(Duration))]
public sealed record JobWork
{
    /// <summary>Tokens to generate at most. The time on board follows from the satellite's <c>tokensPerSecond</c> for the model.</summary>
    [Range(1L, 1_000_000_000_000L)]
    public long? Tokens { get; init; }

    /// <summary>Operations, 10^12 of them a unit. The time on board follows from the satellite's <c>tops</c>.</summary>
    [Range(0.0, 1e15, MinimumIsExclusive = true)]
    public double? TeraOperations { get; init; }

    /// <summary>Time on one accelerator, the same on every satellite.</summary>
    public TimeSpan? Duration { get; init; }
}
