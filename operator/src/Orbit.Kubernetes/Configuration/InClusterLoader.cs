using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;

namespace Orbit.Kubernetes.Configuration;

/// <summary>Makes a configuration from what Kubernetes puts into every pod.</summary>
internal static class InClusterLoader
{
    public const string ServiceAccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>Kubelet rotates the token well before it expires; a minute is what client-go takes too.</summary>
    private static readonly TimeSpan ReadAgain = TimeSpan.FromMinutes(1);

    public static bool IsInCluster(Func<string, string?> environment) =>
        !string.IsNullOrEmpty(environment("KUBERNETES_SERVICE_HOST")) && !string.IsNullOrEmpty(environment("KUBERNETES_SERVICE_PORT"));

    public static KubernetesClientConfiguration Load(Func<string, string?> environment, string folder, TimeProvider time, ILogger logger)
    {
        if (!IsInCluster(environment))
        {
            throw new KubernetesConfigurationException("This program does not run in a pod: KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set.");
        }

        var host = environment("KUBERNETES_SERVICE_HOST")!;
        if (host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('['))
        {
            host = $"[{host}]";
        }

        var text = $"https://{host}:{environment("KUBERNETES_SERVICE_PORT")}";
        var tokenFile = Path.Combine(folder, "token");
        _ = CredentialFiles.ReadToken(tokenFile);
        string? lastToken = null;
        KubernetesCredentials? credentials = null;
        return new KubernetesClientConfiguration
        {
            Server = Uri.TryCreate(text, UriKind.Absolute, out var server)
                ? server
                : throw new KubernetesConfigurationException($"KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT make the address {text}, which is none."),
            CertificateAuthorities = CertificateAuthorities.FromFile(Path.Combine(folder, "ca.crt")),
            Credentials = new CachedCredentialProvider(LoadToken, time, logger),
            Namespace = NamespaceOf(Path.Combine(folder, "namespace")),
        };

        Task<CredentialLoad> LoadToken(CancellationToken cancellationToken)
        {
            var token = CredentialFiles.ReadToken(tokenFile);
            if (credentials is null || !string.Equals(token, lastToken, StringComparison.Ordinal))
            {
                credentials = new KubernetesCredentials { Authorization = new AuthenticationHeaderValue("Bearer", token) };
                lastToken = token;
            }

            return Task.FromResult(new CredentialLoad(credentials, ReadAgain: ReadAgain));
        }
    }

    private static string NamespaceOf(string file) =>
        File.Exists(file) && CredentialFiles.Read(file, "namespace").Trim() is { Length: > 0 } ns ? ns : "default";
}
