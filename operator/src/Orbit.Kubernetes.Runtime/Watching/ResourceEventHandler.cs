namespace Orbit.Kubernetes.Runtime.Watching;

/// <summary>Is told of each change of an informer's store, one after the other, from the informer's own loop: it must return at once, which usually means that it puts a key into a queue.</summary>
/// <typeparam name="T">Kind of the objects.</typeparam>
/// <param name="Added">An object is there that was not; also each object of the first list.</param>
/// <param name="Updated">An object changed: before and after.</param>
/// <param name="Deleted">An object is gone; its last state that was seen.</param>
public sealed record ResourceEventHandler<T>(Action<T>? Added = null, Action<T, T>? Updated = null, Action<T>? Deleted = null)
    where T : class;
