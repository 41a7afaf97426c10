using k8s;
using k8s.Models;

namespace Orbit.Kubernetes.Reconciling;

/// <summary>Brings the world to what objects of a kind ask for.</summary>
/// <typeparam name="T">Kind of the objects.</typeparam>
/// <remarks>
/// It may be called at any time, any number of times, and after a restart in any state of the world: it looks at what
/// is and does what is missing. For one object there is never more than one call at a time.
/// </remarks>
public interface IEntityController<T>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Brings the world to what <paramref name="entity"/> asks for.</summary>
    /// <param name="entity">The object as the store shows it, own writes included.</param>
    /// <param name="cancellationToken">Cancelled when this program may not act any more.</param>
    /// <exception cref="TerminalException">Nothing can be done until the object changes.</exception>
    /// <remarks>Any other exception has the object tried again, after 5 ms first, doubling to 5 minutes.</remarks>
    Task<ReconcileResult> ReconcileAsync(T entity, CancellationToken cancellationToken);

    /// <summary>Tidies up after an object that is gone. Not called for what disappeared while this program did not lead; what must not be missed belongs in <see cref="ReconcileAsync"/>.</summary>
    /// <param name="lastKnown">The object as it was last seen.</param>
    /// <param name="cancellationToken">Cancelled when this program may not act any more.</param>
    Task DeletedAsync(T lastKnown, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Says on an object, usually by a condition, that nothing can be done for it until it changes.</summary>
    /// <param name="entity">The object on which <see cref="ReconcileAsync"/> threw.</param>
    /// <param name="error">What it threw.</param>
    /// <param name="cancellationToken">Cancelled when this program may not act any more.</param>
    /// <remarks>An exception from here has the object tried again like any other.</remarks>
    Task TerminalAsync(T entity, TerminalException error, CancellationToken cancellationToken) => Task.CompletedTask;
}
