using k8s;
using Orbit.Kubernetes.Objects;

namespace Orbit.Kubernetes.Client;

/// <summary>One change told by a watch.</summary>
/// <typeparam name="T">Kind of the objects.</typeparam>
/// <param name="Type">What happened.</param>
/// <param name="Object">The object after the change, or as it was last if it is gone; null for a bookmark, when it could not be decoded, and when it was filtered out.</param>
/// <param name="Undecodable">The object if it could not be decoded.</param>
/// <param name="ResourceVersion">The version up to which this watch has told everything.</param>
public sealed record WatchEvent<T>(WatchEventType Type, T? Object, UndecodableObject? Undecodable, string ResourceVersion)
    where T : class
{
    /// <summary>The object's key if the filter left it out; it may have been taken before.</summary>
    public NamespacedName? FilteredOut { get; init; }
}
