using Orbit.Kubernetes.Objects;

namespace Orbit.Kubernetes.Runtime.Watching;

/// <summary>An informer of any kind, as a host runs it.</summary>
public interface IInformer
{
    /// <summary>The kind it follows.</summary>
    ResourceKind Kind { get; }

    /// <summary>Whether the store holds a complete list and its handlers have been told.</summary>
    bool HasSynced { get; }

    /// <summary>What the last request failed with; null while all is well.</summary>
    string? Problem { get; }

    /// <summary>Completes once <see cref="HasSynced"/>.</summary>
    Task WaitForSyncAsync(CancellationToken cancellationToken);

    /// <summary>Follows the objects until cancelled. Trouble with the server is waited out, so this ends in no other way.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
