using k8s;
using k8s.Models;

namespace Orbit.Kubernetes.Runtime.Reconciling;

/// <summary>A controller that reports on an object, usually by a condition, that nothing can be done for it until it changes.</summary>
/// <typeparam name="TEntity">Kind of the objects.</typeparam>
public interface ITerminalErrorHandler<TEntity>
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Reports the error on the object.</summary>
    /// <param name="entity">The object whose reconcile threw.</param>
    /// <param name="error">What it threw.</param>
    /// <param name="cancellationToken">Cancelled when this program may not act any more.</param>
    /// <remarks>An exception from here has the object retried like any other.</remarks>
    Task TerminalAsync(TEntity entity, TerminalException error, CancellationToken cancellationToken);
}
