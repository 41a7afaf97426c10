namespace Orbit.Kubernetes.Objects.Core;

/// <summary>What a pod runs, and where.</summary>
public sealed record V1PodSpec
{
    /// <summary>Node the pod is bound to.</summary>
    public string? NodeName { get; init; }

    /// <summary>Containers; at least one.</summary>
    public IReadOnlyList<V1Container>? Containers { get; init; }

    /// <summary>Labels its node must have.</summary>
    public IReadOnlyDictionary<string, string>? NodeSelector { get; init; }

    /// <summary>Taints the pod puts up with.</summary>
    public IReadOnlyList<V1Toleration>? Tolerations { get; init; }

    /// <summary><c>Always</c>, <c>OnFailure</c> or <c>Never</c>.</summary>
    public string? RestartPolicy { get; init; }

    /// <summary>Seconds between being told to stop and being killed.</summary>
    public long? TerminationGracePeriodSeconds { get; init; }

    /// <summary>Seconds after which the pod is ended as failed.</summary>
    public long? ActiveDeadlineSeconds { get; init; }

    /// <summary>Whether containers get a token of the service account.</summary>
    public bool? AutomountServiceAccountToken { get; init; }

    /// <summary>Whether services are put in the environment.</summary>
    public bool? EnableServiceLinks { get; init; }

    /// <summary>Service account the pod acts as.</summary>
    public string? ServiceAccountName { get; init; }

    /// <summary>Priority class of the pod.</summary>
    public string? PriorityClassName { get; init; }

    /// <summary>Scheduler responsible for the pod.</summary>
    public string? SchedulerName { get; init; }

    /// <summary>User, group and profiles for all containers.</summary>
    public V1PodSecurityContext? SecurityContext { get; init; }
}
