namespace Orbit.Kubernetes.Configuration;

/// <summary>Credentials that never change.</summary>
/// <param name="credentials">The identity of every request.</param>
public sealed class FixedCredentialProvider(KubernetesCredentials credentials) : ICredentialProvider
{
    /// <inheritdoc/>
    public ValueTask<KubernetesCredentials> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(credentials);

    /// <inheritdoc/>
    public void Invalidate(KubernetesCredentials credentials)
    {
        // There is no other identity to fall back on; the caller gets the server's 401.
    }
}
