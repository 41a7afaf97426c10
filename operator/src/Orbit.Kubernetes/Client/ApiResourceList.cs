namespace Orbit.Kubernetes.Client;

/// <summary>The kinds of one API group and version, <c>metav1.APIResourceList</c>.</summary>
internal sealed record ApiResourceList
{
    public IReadOnlyList<ApiResource>? Resources { get; init; }
}
