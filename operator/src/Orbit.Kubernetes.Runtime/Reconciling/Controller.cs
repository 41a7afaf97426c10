using k8s;
using k8s.Models;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Abstractions.Reconciliation.Controller;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Runtime.Watching;

namespace Orbit.Kubernetes.Runtime.Reconciling;

/// <summary>Has the objects of a kind reconciled whenever they, or others that concern them, change.</summary>
/// <typeparam name="T">Kind of the objects.</typeparam>
public sealed class Controller<T> : IController, IDisposable
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly Informer<T> _informer;
    private readonly IEntityController<T> _reconciler;
    private readonly ReconcileLoop<NamespacedName> _loop;
    private readonly Lock _lock = new();

    /// <summary>Objects that are gone and not tidied up yet.</summary>
    private readonly Dictionary<NamespacedName, Queue<T>> _gone = [];
    private volatile bool _active;

    /// <summary>A controller that follows <paramref name="informer"/> and works once it runs.</summary>
    /// <param name="name">Name in logs and metrics.</param>
    /// <param name="informer">The objects; must not run yet.</param>
    /// <param name="reconciler">The work.</param>
    /// <param name="options">Workers and clock.</param>
    /// <param name="when">Which updates count, given the object before and after; null for all of them.</param>
    public Controller(
        string name, Informer<T> informer, IEntityController<T> reconciler, ControllerOptions? options = null, Func<T, T, bool>? when = null)
    {
        _informer = informer;
        _reconciler = reconciler;
        _loop = new ReconcileLoop<NamespacedName>(name, ReconcileAsync, options);
        informer.AddHandler(new ResourceEventHandler<T>(
            added => Enqueue(NamespacedName.Of(added)),
            (before, after) =>
            {
                if (when is null || when(before, after))
                {
                    Enqueue(NamespacedName.Of(after));
                }
            },
            Gone));
    }

    /// <inheritdoc/>
    public string Name => _loop.Name;

    /// <summary>Also reconciles, whenever an object of another kind changes, the objects that <paramref name="map"/> names for it (before and after the change).</summary>
    /// <param name="informer">The other kind; must not run yet.</param>
    /// <param name="map">The objects concerned; must be quick.</param>
    public Controller<T> Watches<TOther>(Informer<TOther> informer, Func<TOther, IEnumerable<NamespacedName>> map)
        where TOther : class, IKubernetesObject<V1ObjectMeta>
    {
        informer.AddHandler(new ResourceEventHandler<TOther>(
            EnqueueAll,
            (before, after) =>
            {
                EnqueueAll(before);
                EnqueueAll(after);
            },
            EnqueueAll));
        return this;

        void EnqueueAll(TOther other)
        {
            if (!_active)
            {
                return;
            }

            foreach (var key in map(other))
            {
                Enqueue(key);
            }
        }
    }

    /// <summary>Also reconciles an object whenever one that it controls, by owner reference, changes.</summary>
    public Controller<T> Owns<TOther>(Informer<TOther> informer)
        where TOther : class, IKubernetesObject<V1ObjectMeta> =>
        Watches(informer, OwnersOf);

    /// <summary>Has an object reconciled as soon as possible. Without effect while the controller does not run: then all objects are reconciled at its start anyway.</summary>
    public void Enqueue(NamespacedName key)
    {
        if (_active)
        {
            _loop.Queue.Add(key);
        }
    }

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        // A standby queues nothing; a new leader looks at everything.
        _active = true;
        LookAgain();
        try
        {
            await _loop.RunAsync(stop, abort);
        }
        finally
        {
            _active = false;
        }
    }

    /// <inheritdoc/>
    public void LookAgain()
    {
        foreach (var entity in _informer.Store.List())
        {
            Enqueue(NamespacedName.Of(entity));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _loop.Dispose();

    private static IEnumerable<NamespacedName> OwnersOf<TOther>(TOther other)
        where TOther : class, IKubernetesObject<V1ObjectMeta>
    {
        foreach (var owner in other.Metadata.OwnerReferences ?? [])
        {
            if (owner.Controller == true
                && string.Equals(owner.Kind, ResourceKind.Of<T>().Kind, StringComparison.Ordinal)
                && string.Equals(owner.ApiVersion?.Split('/')[0], ResourceKind.Of<T>().ApiVersion.Split('/')[0], StringComparison.Ordinal))
            {
                yield return new NamespacedName(ResourceKind.Of<T>().Namespaced ? other.Metadata.NamespaceProperty ?? "" : "", owner.Name);
            }
        }
    }

    private void Gone(T entity)
    {
        if (!_active)
        {
            return;
        }

        var key = NamespacedName.Of(entity);
        lock (_lock)
        {
            if (!_gone.TryGetValue(key, out var queue))
            {
                _gone[key] = queue = new Queue<T>();
            }

            queue.Enqueue(entity);
        }

        Enqueue(key);
    }

    private async Task<TimeSpan?> ReconcileAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        await _informer.OwnWrites.WaitAsync(key, cancellationToken);
        while (FirstGone(key) is { } gone)
        {
            Next(await _reconciler.DeletedAsync(gone, cancellationToken));
            ForgetGone(key);
        }

        if (_informer.Store.Find(key) is not { } entity)
        {
            return null;
        }

        try
        {
            return Next(await _reconciler.ReconcileAsync(entity, cancellationToken));
        }
        catch (TerminalException e) when (_reconciler is ITerminalErrorHandler<T> handler)
        {
            await handler.TerminalAsync(entity, e, cancellationToken);
            throw;
        }
    }

    private static TimeSpan? Next(ReconciliationResult<T> result) =>
        result.IsSuccess ? result.RequeueAfter : throw new ReconciliationFailedException(result.ErrorMessage, result.Error, result.RequeueAfter);

    private T? FirstGone(NamespacedName key)
    {
        lock (_lock)
        {
            return _gone.TryGetValue(key, out var queue) ? queue.Peek() : null;
        }
    }

    private void ForgetGone(NamespacedName key)
    {
        lock (_lock)
        {
            var queue = _gone[key];
            queue.Dequeue();
            if (queue.Count == 0)
            {
                _gone.Remove(key);
            }
        }
    }
}
