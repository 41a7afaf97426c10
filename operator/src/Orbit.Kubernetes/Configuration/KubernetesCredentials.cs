using System.Net.Http.Headers;
using System.Net.Security;

namespace Orbit.Kubernetes.Configuration;

/// <summary>Who a request comes from. Compared by reference: a provider hands out the same instance as long as nothing changed.</summary>
public sealed class KubernetesCredentials
{
    /// <summary>No identity of its own: the server takes the request for <c>system:anonymous</c>.</summary>
    public static KubernetesCredentials Anonymous { get; } = new();

    /// <summary>Value of the Authorization header: a bearer token or user and password; null for none.</summary>
    public AuthenticationHeaderValue? Authorization { get; init; }

    /// <summary>Client certificate with its key and intermediates; null for none.</summary>
    public SslStreamCertificateContext? ClientCertificate { get; init; }
}
