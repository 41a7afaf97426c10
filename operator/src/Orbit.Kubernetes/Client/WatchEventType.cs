namespace Orbit.Kubernetes.Client;

/// <summary>What a watch tells.</summary>
public enum WatchEventType
{
    /// <summary>The object is new, or came into the selection.</summary>
    Added,

    /// <summary>The object was changed.</summary>
    Modified,

    /// <summary>The object is gone, or left the selection.</summary>
    Deleted,

    /// <summary>Nothing changed up to this version.</summary>
    Bookmark,
}
