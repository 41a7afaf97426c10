namespace Orbit.Kubernetes.Runtime.Events;

/// <summary>Whether an event tells of something good or bad.</summary>
public enum EventType
{
    /// <summary>Things go as they should.</summary>
    Normal,

    /// <summary>Somebody may want to look.</summary>
    Warning,
}
