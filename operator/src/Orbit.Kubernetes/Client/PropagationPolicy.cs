namespace Orbit.Kubernetes.Client;

/// <summary>What becomes of the objects that a deleted object owns.</summary>
public enum PropagationPolicy
{
    /// <summary>They are deleted afterwards.</summary>
    Background,

    /// <summary>They are deleted first; the owner disappears after them.</summary>
    Foreground,

    /// <summary>They stay, without an owner.</summary>
    Orphan,
}
