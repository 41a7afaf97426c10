namespace Orbit.Kubernetes.Metrics;

/// <summary>The objects of a kind that are still in use, for gauges that are read from them. It does not keep them alive.</summary>
internal sealed class LiveSet<T>
    where T : class
{
    private readonly Lock _lock = new();
    private readonly List<WeakReference<T>> _items = [];

    public IReadOnlyList<T> Items
    {
        get
        {
            lock (_lock)
            {
                _items.RemoveAll(item => !item.TryGetTarget(out _));
                return [.. _items.Select(item => item.TryGetTarget(out var target) ? target : null).OfType<T>()];
            }
        }
    }

    public void Add(T item)
    {
        lock (_lock)
        {
            _items.RemoveAll(known => !known.TryGetTarget(out _));
            _items.Add(new WeakReference<T>(item));
        }
    }

    public void Remove(T item)
    {
        lock (_lock)
        {
            _items.RemoveAll(known => !known.TryGetTarget(out var target) || ReferenceEquals(target, item));
        }
    }
}
