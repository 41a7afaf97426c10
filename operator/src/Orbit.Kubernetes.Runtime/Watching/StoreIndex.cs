namespace Orbit.Kubernetes.Runtime.Watching;

/// <summary>Finds the objects of a store by something else than their name.</summary>
/// <typeparam name="T">Kind of the objects.</typeparam>
/// <typeparam name="TKey">What they are found by.</typeparam>
public sealed class StoreIndex<T, TKey> : IStoreIndex<T>
    where T : class
    where TKey : notnull
{
    private readonly Lock _lock;
    private readonly Func<T, IEnumerable<TKey>> _keysOf;
    private readonly Action<T, Exception> _report;
    private readonly Dictionary<TKey, HashSet<T>> _entries;

    internal StoreIndex(
        Lock storeLock, Func<T, IEnumerable<TKey>> keysOf, IEqualityComparer<TKey>? comparer, Action<T, Exception> report)
    {
        _report = report;
        _lock = storeLock;
        _keysOf = keysOf;
        _entries = new Dictionary<TKey, HashSet<T>>(comparer);
    }

    /// <summary>The objects under <paramref name="key"/>, in no particular order.</summary>
    public IReadOnlyList<T> this[TKey key]
    {
        get
        {
            lock (_lock)
            {
                return _entries.TryGetValue(key, out var found) ? [.. found] : [];
            }
        }
    }

    void IStoreIndex<T>.Change(T? before, T? after)
    {
        foreach (var key in KeysOf(before))
        {
            if (_entries.TryGetValue(key, out var set) && set.Remove(before!) && set.Count == 0)
            {
                _entries.Remove(key);
            }
        }

        foreach (var key in KeysOf(after))
        {
            if (!_entries.TryGetValue(key, out var set))
            {
                // Records compare by value, objects of a store by identity.
                _entries[key] = set = new HashSet<T>(ReferenceEqualityComparer.Instance);
            }

            set.Add(after!);
        }
    }

    private IReadOnlyList<TKey> KeysOf(T? value)
    {
        try
        {
            return value is null ? [] : [.. _keysOf(value)];
        }
        catch (Exception e)
        {
            // An object that the index can't make sense of is found under no key. It must not keep the others out of the store.
            _report(value!, e);
            return [];
        }
    }
}
