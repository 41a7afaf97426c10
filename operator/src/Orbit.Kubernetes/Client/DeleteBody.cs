namespace Orbit.Kubernetes.Client;

/// <summary>Body of a delete request, <c>metav1.DeleteOptions</c>.</summary>
internal sealed record DeleteBody
{
    public string ApiVersion { get; init; } = "v1";

    public string Kind { get; init; } = "DeleteOptions";

    public string? PropagationPolicy { get; init; }

    public long? GracePeriodSeconds { get; init; }

    public DeletePreconditions? Preconditions { get; init; }
}
