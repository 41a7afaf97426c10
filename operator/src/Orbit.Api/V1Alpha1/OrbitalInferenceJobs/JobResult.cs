using System.ComponentModel.DataAnnotations;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Api.V1Alpha1.OrbitalInferenceJobs;

/// <summary>A stored answer.</summary>
public sealed record JobResult
{
    /// <summary>Name of the ConfigMap in the job's namespace.</summary>
    public required string ConfigMap { get; init; }

    /// <summary>Key in its data.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of the answer, lower case hexadecimal, as the satellite and the operator both computed it.</summary>
    [RegularExpression("^[0-9a-f]{64}$")]
    public required string Sha256 { get; init; }

    /// <summary>Bytes of the answer.</summary>
    public required Quantity Size { get; init; }

    /// <summary>The model that gave the answer.</summary>
    public string? Model { get; init; }

    /// <summary>The <c>metadata.generation</c> of the job whose spec was answered. If it is less than the current one, the condition <c>SpecApplied</c> says whether that matters.</summary>
    public long? Generation { get; init; }
}
