namespace Orbit.Kubernetes.Client;

/// <summary>Which changes a watch wants.</summary>
public sealed record WatchOptions
{
    /// <summary>Selects by labels.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>Selects by fields.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>Leaves out objects as they arrive, see <see cref="WatchEvent{T}.FilteredOut"/>; null for none.</summary>
    public ObjectFilter? Filter { get; init; }

    /// <summary>Version of a list or of the last event: the watch reports the changes after it.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>How long the server is asked to keep the watch open; whole seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long after <see cref="Timeout"/> the client gives up a watch that the server should have ended. Without it, a connection that silently stalled would never be noticed.</summary>
    public TimeSpan Margin { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Is told that the server has accepted the watch, which may be long before the first event.</summary>
    public Action? Opened { get; init; }
}
