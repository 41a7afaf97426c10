namespace Orbit.Kubernetes.Objects.Core;

/// <summary>Whether a kind is served.</summary>
public sealed record V1CustomResourceDefinitionStatus
{
    /// <summary><c>Established</c> and <c>NamesAccepted</c>.</summary>
    public IReadOnlyList<V1Condition>? Conditions { get; init; }
}
