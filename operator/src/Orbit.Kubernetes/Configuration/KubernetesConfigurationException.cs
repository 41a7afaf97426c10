namespace Orbit.Kubernetes.Configuration;

/// <summary>The configuration does not lead to an API server; the message names the file and the field.</summary>
public sealed class KubernetesConfigurationException : Exception
{
    /// <summary>An error with its sentence.</summary>
    public KubernetesConfigurationException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
