using System.ComponentModel.DataAnnotations;

namespace Orbit.Api.V1Alpha1.OrbitalInferenceJobs;

/// <summary>A key of a ConfigMap in the job's namespace.</summary>
public sealed record ConfigMapKeySelector
{
    /// <summary>Name of the ConfigMap.</summary>
    [RegularExpression(Patterns.ObjectName)]
    [StringLength(253)]
    public required string Name { get; init; }

    /// <summary>Key in its data.</summary>
    [RegularExpression(Patterns.ConfigMapKey)]
    [StringLength(253)]
    public required string Key { get; init; }
}
