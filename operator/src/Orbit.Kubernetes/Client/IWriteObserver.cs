using Orbit.Kubernetes.Objects;

namespace Orbit.Kubernetes.Client;

/// <summary>Is told of the writes a client makes. Calls come from the writing tasks and must return at once.</summary>
public interface IWriteObserver
{
    /// <summary>A write of the object is about to be sent.</summary>
    void Writing(NamespacedName key);

    /// <summary>The write that <see cref="Writing"/> announced has been answered.</summary>
    /// <param name="key">The object's key.</param>
    /// <param name="resourceVersion">Version the object has now; null if the write failed.</param>
    void Written(NamespacedName key, string? resourceVersion);
}
