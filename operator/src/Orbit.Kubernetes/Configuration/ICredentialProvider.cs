namespace Orbit.Kubernetes.Configuration;

/// <summary>Gives the identity of each request, and gets new ones when the old have expired or were refused.</summary>
public interface ICredentialProvider
{
    /// <summary>The identity to use now.</summary>
    /// <exception cref="KubernetesConfigurationException">There is none to be had; the message says why.</exception>
    ValueTask<KubernetesCredentials> GetAsync(CancellationToken cancellationToken);

    /// <summary>Says that the server refused <paramref name="credentials"/> with 401: the next call gets new ones.</summary>
    void Invalidate(KubernetesCredentials credentials);
}
