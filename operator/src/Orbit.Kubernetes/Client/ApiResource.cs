namespace Orbit.Kubernetes.Client;

/// <summary>One kind of an API group and version, <c>metav1.APIResource</c>. Subresources have a slash in their name.</summary>
internal sealed record ApiResource
{
    public string Name { get; init => field = value ?? ""; } = "";

    public string Kind { get; init => field = value ?? ""; } = "";

    public bool Namespaced { get; init; }
}
