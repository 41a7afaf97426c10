using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Objects.Core;
using Orbit.Kubernetes.Reconciling;

namespace Orbit.Operator.Pods;

/// <summary>Does for the pods on satellites what a kubelet does last: once a pod is to be deleted, it confirms that.</summary>
internal sealed class PodController(KubernetesClient client) : IEntityController<V1Pod>
{
    public async Task<ReconcileResult> ReconcileAsync(V1Pod entity, CancellationToken cancellationToken)
    {
        var ours = entity.Metadata.OwnerReferences?.Any(o => o.Controller is true && string.Equals(o.Kind, OrbitalInferenceJob.ResourceKind.Kind, StringComparison.Ordinal)) is true;
        if (ours && entity.Metadata.DeletionTimestamp is not null)
        {
            await client.DeleteAsync<V1Pod>(
                NamespacedName.Of(entity), new DeleteOptions { GracePeriodSeconds = 0, Uid = entity.Metadata.Uid }, cancellationToken);
        }

        return ReconcileResult.Done;
    }
}
