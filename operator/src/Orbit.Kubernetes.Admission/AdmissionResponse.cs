using k8s.Models;

namespace Orbit.Kubernetes.Admission;

/// <summary>Whether a write may happen.</summary>
internal sealed record AdmissionResponse
{
    public required string Uid { get; init; }

    public required bool Allowed { get; init; }

    /// <summary>Why not; what kubectl shows.</summary>
    public V1Status? Status { get; init; }

    public IReadOnlyList<string>? Warnings { get; init; }
}
