using k8s;
using k8s.Models;

namespace KubeOps.Abstractions.Reconciliation.Finalizer;

/// <summary>Does what has to be done before an object may go.</summary>
/// <typeparam name="TEntity">Kind of the objects.</typeparam>
public interface IEntityFinalizer<TEntity>
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Does what has to be done before <paramref name="entity"/> may go. The object stays until this succeeds.</summary>
    /// <param name="entity">An object whose deletion was asked for.</param>
    /// <param name="cancellationToken">Cancelled when this program may not act any more.</param>
    Task<ReconciliationResult<TEntity>> FinalizeAsync(TEntity entity, CancellationToken cancellationToken);
}
