namespace Orbit.Kubernetes.Objects.Core;

/// <summary>What a container does; exactly one member is set.</summary>
public sealed record V1ContainerState
{
    /// <summary>It has not started.</summary>
    public V1ContainerStateWaiting? Waiting { get; init; }

    /// <summary>It runs.</summary>
    public V1ContainerStateRunning? Running { get; init; }

    /// <summary>It has ended.</summary>
    public V1ContainerStateTerminated? Terminated { get; init; }
}
