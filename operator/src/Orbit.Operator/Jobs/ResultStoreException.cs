using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;

namespace Orbit.Operator.Jobs;

/// <summary>A result can't be stored where the job wants it; the message is for the job's owner.</summary>
internal sealed class ResultStoreException : Exception
{
    /// <summary>Something that this operator sees itself.</summary>
    public ResultStoreException(string message)
        : base(message)
    {
    }

    /// <summary>The API server refuses it.</summary>
    public ResultStoreException(NamespacedName configMap, KubernetesApiException refusal)
        : base($"The result can't be stored in ConfigMap {configMap}: {refusal.Sentence}", refusal) =>
        IsNamespaceEnding = refusal.IsNamespaceEnding;

    /// <summary>The job's namespace is being deleted.</summary>
    public bool IsNamespaceEnding { get; }
}
