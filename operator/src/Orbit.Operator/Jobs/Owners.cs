using k8s.Models;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;

namespace Orbit.Operator.Jobs;

/// <summary>Owner references, by which a job's pods and results go with it.</summary>
internal static class Owners
{
    /// <summary>The reference that makes <paramref name="job"/> the managing owner.</summary>
    public static V1OwnerReference Of(OrbitalInferenceJob job) => new()
    {
        ApiVersion = job.ApiVersion,
        Kind = job.Kind,
        Name = job.Metadata.Name!,
        Uid = job.Metadata.Uid!,
        Controller = true,
        BlockOwnerDeletion = false,
    };
}
