namespace Orbit.Kubernetes.Objects.Core;

/// <summary>System call filter.</summary>
public sealed record V1SeccompProfile
{
    /// <summary><c>RuntimeDefault</c>, <c>Localhost</c> or <c>Unconfined</c>.</summary>
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary>File of a <c>Localhost</c> profile.</summary>
    public string? LocalhostProfile { get; init; }
}
