using k8s;
using k8s.Models;

namespace KubeOps.Abstractions.Reconciliation.Controller;

/// <summary>Brings the world to what objects of a kind ask for.</summary>
/// <typeparam name="TEntity">Kind of the objects.</typeparam>
public interface IEntityController<TEntity>
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Brings the world to what <paramref name="entity"/> asks for. It may be called any number of times, and in any state of the world.</summary>
    /// <param name="entity">The object as it is known.</param>
    /// <param name="cancellationToken">Cancelled when this program may not act any more.</param>
    Task<ReconciliationResult<TEntity>> ReconcileAsync(TEntity entity, CancellationToken cancellationToken);

    /// <summary>Tidies up after an object that is gone.</summary>
    /// <param name="entity">The object as it was last known.</param>
    /// <param name="cancellationToken">Cancelled when this program may not act any more.</param>
    Task<ReconciliationResult<TEntity>> DeletedAsync(TEntity entity, CancellationToken cancellationToken);
}
