namespace Orbit.Kubernetes.Objects;

/// <summary>Any object the API server stores. Implementations are immutable records, so that a store can hand them out without copies.</summary>
public interface IKubernetesObject
{
    /// <summary>Group and version, such as <c>v1</c> or <c>orbitoperator.io/v1alpha1</c>.</summary>
    string ApiVersion { get; }

    /// <summary>Kind in upper camel case, such as <c>Pod</c>.</summary>
    string Kind { get; }

    /// <summary>Name, labels, owners and the server's bookkeeping.</summary>
    V1ObjectMeta Metadata { get; }
}
