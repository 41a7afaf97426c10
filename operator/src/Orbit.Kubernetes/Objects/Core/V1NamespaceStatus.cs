namespace Orbit.Kubernetes.Objects.Core;

/// <summary>Phase of a namespace.</summary>
public sealed record V1NamespaceStatus
{
    /// <summary><c>Active</c> or <c>Terminating</c>.</summary>
    public string? Phase { get; init; }
}
