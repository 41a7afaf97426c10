using Microsoft.Extensions.Logging;
using Orbit.Kubernetes.Configuration.Kubeconfig;

namespace Orbit.Kubernetes.Configuration;

/// <summary>Finds the server and the identity that Kubernetes puts into every pod.</summary>
internal static class InClusterLoader
{
    public const string ServiceAccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    public static bool IsInCluster(Func<string, string?> environment) =>
        !string.IsNullOrEmpty(environment("KUBERNETES_SERVICE_HOST")) && !string.IsNullOrEmpty(environment("KUBERNETES_SERVICE_PORT"));

    public static ClusterAccess Load(Func<string, string?> environment, string folder, TimeProvider time, ILogger logger)
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
        var account = new Entry<KubeconfigUser>("user", "service account", new KubeconfigUser { TokenFile = "token" }, tokenFile);
        return new ClusterAccess
        {
            Server = Uri.TryCreate(text, UriKind.Absolute, out var server)
                ? server
                : throw new KubernetesConfigurationException($"KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT make the address {text}, which is not valid."),
            CertificateAuthorities = CertificateAuthorities.FromFile(Path.Combine(folder, "ca.crt")),
            Credentials = new CachedCredentialProvider(new KubeconfigCredentials(account).LoadAsync, time, logger),
            Namespace = NamespaceOf(Path.Combine(folder, "namespace")),
        };
    }

    private static string NamespaceOf(string file) =>
        File.Exists(file) && CredentialFiles.Read(file, "namespace").Trim() is { Length: > 0 } ns ? ns : "default";
}
