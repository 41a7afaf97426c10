namespace Orbit.Kubernetes.Objects.Core;

/// <summary>Why a container has not started.</summary>
public sealed record V1ContainerStateWaiting
{
    /// <summary>One word for programs.</summary>
    public string? Reason { get; init; }

    /// <summary>A sentence for people.</summary>
    public string? Message { get; init; }
}
