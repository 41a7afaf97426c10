using Microsoft.Extensions.Logging;
using Orbit.Kubernetes.Configuration.Kubeconfig;

namespace Orbit.Kubernetes.Configuration;

/// <summary>Finds the server and the identity that kubeconfig files say.</summary>
internal static class KubeconfigLoader
{
    public static ClusterAccess Load(IReadOnlyList<string> files, string? context, TimeProvider time, ILogger logger)
    {
        var config = new MergedKubeconfig(files);
        var found = config.FindContext(context);
        var cluster = config.FindCluster(found);
        return new ClusterAccess
        {
            Server = AddressOf(cluster, "server", cluster.Value.Server, "https://127.0.0.1:6443", ["https", "http"]),
            Credentials = CredentialsOf(config.FindUser(found), cluster, time, logger),
            CertificateAuthorities = AuthoritiesOf(cluster),
            SkipTlsVerify = cluster.Value.SkipTlsVerify,
            TlsServerName = string.IsNullOrEmpty(cluster.Value.TlsServerName) ? null : cluster.Value.TlsServerName,
            Proxy = cluster.Value.ProxyUrl is { Length: > 0 } proxy ? AddressOf(cluster, "proxy-url", proxy, "http://proxy:3128", ["http", "https", "socks5"]) : null,
            Namespace = string.IsNullOrEmpty(found.Value.Namespace) ? "default" : found.Value.Namespace,
        };
    }

    private static Uri AddressOf(Entry<KubeconfigCluster> cluster, string field, string? text, string example, string[] schemes) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && schemes.Contains(uri.Scheme, StringComparer.Ordinal)
            ? uri
            : throw new KubernetesConfigurationException($"{cluster.Describe(field)} must be an address like {example}, not \"{text}\".");

    private static CertificateAuthorities? AuthoritiesOf(Entry<KubeconfigCluster> cluster) => cluster.Value switch
    {
        { SkipTlsVerify: true } => null,
        { CertificateAuthorityData: { Length: > 0 } data } => CertificateAuthorities.FromPem(
            cluster.Decode(data, "certificate-authority")!, cluster.Describe("certificate-authority-data")),
        { CertificateAuthority: { Length: > 0 } file } => CertificateAuthorities.FromFile(cluster.PathOf(file)),
        _ => null,
    };

    private static ICredentialProvider CredentialsOf(Entry<KubeconfigUser>? user, Entry<KubeconfigCluster> cluster, TimeProvider time, ILogger logger)
    {
        if (user is null)
        {
            return new FixedCredentialProvider(KubernetesCredentials.Anonymous);
        }

        var credentials = new KubeconfigCredentials(user);
        credentials.Check();
        if (user.Value.ExternalExecution is not { } exec)
        {
            return new CachedCredentialProvider(credentials.LoadAsync, time, logger);
        }

        var plugin = new ExecPlugin(exec, user, cluster, time);
        plugin.Check();
        return new CachedCredentialProvider(plugin.LoadAsync, time, logger);
    }
}
