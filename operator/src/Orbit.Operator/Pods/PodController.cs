using k8s.Models;
using KubeOps.Abstractions.Rbac;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Abstractions.Reconciliation.Controller;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Pods;

/// <summary>Does for the pods on satellites what is left of a kubelet's work: confirms that a pod is deleted, and reports on pods that are no attempts of jobs why they don't run.</summary>
[EntityRbac(typeof(V1Pod), Verbs = RbacVerb.Delete)]
internal sealed class PodController(KubernetesClient client, WorldStores stores, TimeProvider wall) : IEntityController<V1Pod>
{
    public async Task<ReconciliationResult<V1Pod>> ReconcileAsync(V1Pod entity, CancellationToken cancellationToken)
    {
        var isAttempt = SatellitePods.IsAttempt(entity);
        if (!isAttempt && !stores.IsOnSatellite(entity))
        {
            return ReconciliationResult<V1Pod>.Success(entity);
        }

        if (entity.Metadata.DeletionTimestamp is not null)
        {
            await client.DeleteAsync<V1Pod>(
                NamespacedName.Of(entity), new V1DeleteOptions { GracePeriodSeconds = 0, Preconditions = new V1Preconditions { Uid = entity.Metadata.Uid } }, cancellationToken);
        }
        else if (!isAttempt && ForeignPods.Status(entity, wall.GetUtcNow()) is { } status && !PodStatuses.Says(entity.Status, status))
        {
            await PodStatuses.WriteAsync(client, entity, status, cancellationToken);
        }

        return ReconciliationResult<V1Pod>.Success(entity);
    }

    public Task<ReconciliationResult<V1Pod>> DeletedAsync(V1Pod entity, CancellationToken cancellationToken) =>
        Task.FromResult(ReconciliationResult<V1Pod>.Success(entity));
}
