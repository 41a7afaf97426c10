using System.ComponentModel.DataAnnotations;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Api.V1Alpha1.OrbitalInferenceJobs;

/// <summary>Where an answer is stored, and how large it may be.</summary>
public sealed record JobOutput
{
    /// <summary>Name of the ConfigMap in the job's namespace that gets the answer; it must not exist yet. Left out: the name of the job followed by <c>-result</c>.</summary>
    [RegularExpression(Patterns.ObjectName)]
    [StringLength(253)]
    public string? ConfigMapName { get; init; }

    /// <summary>Largest answer, bytes: the downlink is planned for it, and a job whose answer is larger fails, without another attempt. At most <c>1000Ki</c>, which is what a ConfigMap holds.</summary>
    public Quantity MaximumSize { get; init; } = Quantity.Parse("64Ki");
}
