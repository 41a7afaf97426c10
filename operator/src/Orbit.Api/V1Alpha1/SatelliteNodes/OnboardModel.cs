using System.ComponentModel.DataAnnotations;

namespace Orbit.Api.V1Alpha1.SatelliteNodes;

/// <summary>A model loaded on board.</summary>
public sealed record OnboardModel
{
    /// <summary>Name by which jobs ask for the model, such as <c>qwen3-8b</c>.</summary>
    [RegularExpression(Patterns.Model)]
    [StringLength(253)]
    public required string Name { get; init; }

    /// <summary>Tokens per second that one accelerator generates with this model; it gives the duration of work declared in <c>tokens</c>. Left out: no such work is planned here.</summary>
    [Range(0.0, 1e9, MinimumIsExclusive = true)]
    public double? TokensPerSecond { get; init; }
}
