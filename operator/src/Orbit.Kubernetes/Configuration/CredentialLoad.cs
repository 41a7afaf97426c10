namespace Orbit.Kubernetes.Configuration;

/// <summary>What a source of credentials gave.</summary>
/// <param name="Credentials">The identity.</param>
/// <param name="ValidUntil">When to ask the source again; null for never.</param>
internal sealed record CredentialLoad(KubernetesCredentials Credentials, DateTimeOffset? ValidUntil);
