using Orbit.Kubernetes.Serialization;

namespace Orbit.Api.V1Alpha1.OrbitalInferenceJobs;

/// <summary>What a job needs on board besides an accelerator.</summary>
public sealed record JobResources
{
    /// <summary>Memory of the accelerator, bytes, such as <c>16Gi</c>. Left out: any.</summary>
    public Quantity? Memory { get; init; }
}
