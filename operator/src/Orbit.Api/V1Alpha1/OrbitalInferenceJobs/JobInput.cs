using System.ComponentModel.DataAnnotations;
using Orbit.Api.Schema;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Api.V1Alpha1.OrbitalInferenceJobs;

/// <summary>What a model is asked.</summary>
[Alternatives(nameof(Inline), nameof(ConfigMapKeyRef), nameof(Uri))]
public sealed record JobInput
{
    /// <summary>The prompt itself, UTF-8.</summary>
    [StringLength(262_144, MinimumLength = 1)]
    public string? Inline { get; init; }

    /// <summary>The prompt as the value of a ConfigMap's key.</summary>
    public ConfigMapKeySelector? ConfigMapKeyRef { get; init; }

    /// <summary>Where the station's gateway fetches the input, such as <c>https://example.org/scene.tif</c>.</summary>
    [RegularExpression("^[a-z][a-z0-9+.-]*:[^\\s]+$")]
    [StringLength(2048)]
    public string? Uri { get; init; }

    /// <summary>Bytes behind <c>uri</c>, such as <c>20Mi</c>: they decide how long the uplink takes. Left out: the size is that of the prompt.</summary>
    [RequiredWith(nameof(Uri))]
    public Quantity? Size { get; init; }
}
