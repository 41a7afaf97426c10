namespace Orbit.Kubernetes.Runtime.Watching;

/// <summary>How an object in a store changed.</summary>
/// <param name="Old">The object before; null if it is new.</param>
/// <param name="New">The object now; null if it is gone.</param>
internal readonly record struct StoreChange<T>(T? Old, T? New)
    where T : class;
