namespace Orbit.Kubernetes.Configuration;

/// <summary>What a source of credentials gave.</summary>
/// <param name="Credentials">The identity.</param>
/// <param name="ValidUntil">The instant by the time of day from which the server will not take it any more; null if it does not say one.</param>
/// <param name="ReadAgain">How long until the source is asked again all the same, by the monotonic clock: the time of day may be set back; null for never.</param>
internal sealed record CredentialLoad(KubernetesCredentials Credentials, DateTimeOffset? ValidUntil = null, TimeSpan? ReadAgain = null);
