using k8s;
using k8s.Models;
using Orbit.Kubernetes.Objects;

namespace Orbit.Kubernetes.Runtime.Watching;

/// <summary>The objects of a kind as the watch last reported them. They are handed out without copies: nobody may change one (<see cref="MutationDetector{T}"/>).</summary>
/// <typeparam name="T">Kind of the objects.</typeparam>
public sealed class Store<T>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly Lock _lock = new();
    private readonly Dictionary<NamespacedName, T> _objects = [];
    private readonly List<IStoreIndex<T>> _indexes = [];
    private readonly Action<T, Exception> _report;
    private readonly MutationDetector<T>? _detector;

    /// <summary>An empty store.</summary>
    /// <param name="report">Is told when an index fails on an object.</param>
    /// <param name="detector">Finds objects that somebody changed; null for none.</param>
    internal Store(Action<T, Exception> report, MutationDetector<T>? detector = null) => (_report, _detector) = (report, detector);

    /// <summary>How many objects there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _objects.Count;
            }
        }
    }

    /// <summary>The object named <paramref name="key"/>, or null.</summary>
    public T? Find(NamespacedName key)
    {
        lock (_lock)
        {
            return _objects.GetValueOrDefault(key);
        }
    }

    /// <summary>All objects at this moment, in no particular order.</summary>
    public IReadOnlyList<T> List()
    {
        lock (_lock)
        {
            return [.. _objects.Values];
        }
    }

    /// <summary>Adds an index; it holds what is in the store already, and follows every change.</summary>
    /// <param name="keysOf">What an object is found by; must be quick and give the same for the same object. An object on which it throws is found under no key.</param>
    /// <param name="comparer">How keys compare; null for their default.</param>
    public StoreIndex<T, TKey> AddIndex<TKey>(Func<T, IEnumerable<TKey>> keysOf, IEqualityComparer<TKey>? comparer = null)
        where TKey : notnull
    {
        var index = new StoreIndex<T, TKey>(_lock, keysOf, comparer, _report);
        lock (_lock)
        {
            _indexes.Add(index);
            foreach (var value in _objects.Values)
            {
                ((IStoreIndex<T>)index).Change(before: null, value);
            }
        }

        return index;
    }

    /// <summary>Takes over a complete list: what it lacks is gone, unless it is there and only could not be decoded.</summary>
    internal List<StoreChange<T>> Replace(IReadOnlyList<T> items, IReadOnlyList<V1ObjectMeta> undecodable)
    {
        var changes = new List<StoreChange<T>>();
        var present = new HashSet<NamespacedName>(items.Count + undecodable.Count);
        lock (_lock)
        {
            foreach (var item in items)
            {
                present.Add(NamespacedName.Of(item));
                SetLocked(item, changes);
            }

            foreach (var metadata in undecodable)
            {
                var key = NamespacedName.Of(metadata);
                // The last good state is kept: acting on it is less harmful than taking the object for deleted.
                if (_objects.TryGetValue(key, out var known) && string.Equals(known.Metadata.Uid, metadata.Uid, StringComparison.Ordinal))
                {
                    present.Add(key);
                }
            }

            foreach (var (key, gone) in _objects.Where(entry => !present.Contains(entry.Key)).ToList())
            {
                RemoveLocked(key, gone, changes);
            }
        }

        return changes;
    }

    /// <summary>Takes over one object.</summary>
    internal List<StoreChange<T>> Set(T item)
    {
        var changes = new List<StoreChange<T>>(1);
        lock (_lock)
        {
            SetLocked(item, changes);
        }

        return changes;
    }

    /// <summary>Takes an object away.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="last">Its last state if the watch told it.</param>
    internal List<StoreChange<T>> Remove(NamespacedName key, T? last)
    {
        var changes = new List<StoreChange<T>>(1);
        lock (_lock)
        {
            if (_objects.TryGetValue(key, out var known))
            {
                // A deletion that tells of another incarnation: the one that is known here went before it, unseen.
                RemoveLocked(key, string.Equals(last?.Metadata.Uid, known.Metadata.Uid, StringComparison.Ordinal) ? last! : known, changes);
            }
        }

        return changes;
    }

    private void SetLocked(T item, List<StoreChange<T>> changes)
    {
        var key = NamespacedName.Of(item);
        if (_objects.TryGetValue(key, out var known))
        {
            if (!string.Equals(known.Metadata.Uid, item.Metadata.Uid, StringComparison.Ordinal))
            {
                // Deleted and made anew while nobody looked: two objects of one name, and somebody may care for the first.
                RemoveLocked(key, known, changes);
                known = null;
            }
            else if (string.Equals(known.Metadata.ResourceVersion, item.Metadata.ResourceVersion, StringComparison.Ordinal))
            {
                return;
            }
        }

        _objects[key] = item;
        ChangeIndexes(known, item);
        changes.Add(new StoreChange<T>(known, item));
    }

    private void RemoveLocked(NamespacedName key, T last, List<StoreChange<T>> changes)
    {
        if (_objects.Remove(key, out var known))
        {
            ChangeIndexes(known, after: null);
            changes.Add(new StoreChange<T>(last, New: null));
        }
    }

    private void ChangeIndexes(T? before, T? after)
    {
        foreach (var index in _indexes)
        {
            index.Change(before, after);
        }

        if (before is not null)
        {
            _detector?.Forget(before);
        }

        if (after is not null)
        {
            _detector?.Remember(after);
        }
    }
}
