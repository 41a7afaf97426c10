namespace Orbit.Kubernetes.Objects.Core;

/// <summary>Linux capabilities of a container.</summary>
public sealed record V1Capabilities
{
    /// <summary>Granted ones.</summary>
    public IReadOnlyList<string>? Add { get; init; }

    /// <summary>Revoked ones; <c>ALL</c> for every one.</summary>
    public IReadOnlyList<string>? Drop { get; init; }
}
