using System.Text;
using Microsoft.Extensions.Logging;
using Orbit.Kubernetes.Configuration.Kubeconfig;

namespace Orbit.Kubernetes.Configuration;

/// <summary>Makes a configuration from kubeconfig files.</summary>
internal static class KubeconfigLoader
{
    public static KubernetesClientConfiguration Load(IReadOnlyList<string> files, string? context, TimeProvider time, ILogger logger)
    {
        var config = MergedKubeconfig.Load(files);
        var (name, found) = config.FindContext(context);
        var cluster = config.FindCluster(name, found);
        return new KubernetesClientConfiguration
        {
            Server = ServerOf(cluster, found.Value.Cluster!),
            Credentials = CredentialsOf(config.FindUser(name, found), found.Value.User!, cluster, time, logger),
            CertificateAuthorities = AuthoritiesOf(cluster, found.Value.Cluster!),
            SkipTlsVerify = cluster.Value.InsecureSkipTlsVerify ?? false,
            TlsServerName = string.IsNullOrEmpty(cluster.Value.TlsServerName) ? null : cluster.Value.TlsServerName,
            Proxy = ProxyOf(cluster, found.Value.Cluster!),
            Namespace = string.IsNullOrEmpty(found.Value.Namespace) ? "default" : found.Value.Namespace,
        };
    }

    private static Uri ServerOf(Located<KubeconfigCluster> cluster, string name) =>
        Uri.TryCreate(cluster.Value.Server, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
            ? uri
            : throw new KubernetesConfigurationException($"{cluster.File}: server of cluster \"{name}\" must be an address like https://127.0.0.1:6443, not \"{cluster.Value.Server}\".");

    private static Uri? ProxyOf(Located<KubeconfigCluster> cluster, string name) => cluster.Value.ProxyUrl switch
    {
        null or "" => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var uri) => uri,
        var text => throw new KubernetesConfigurationException($"{cluster.File}: proxy-url of cluster \"{name}\" must be an address like http://proxy:3128, not \"{text}\"."),
    };

    private static CertificateAuthorities? AuthoritiesOf(Located<KubeconfigCluster> cluster, string name) => cluster.Value switch
    {
        { InsecureSkipTlsVerify: true } => null,
        { CertificateAuthorityData: { Length: > 0 } pem } => CertificateAuthorities.FromPem(
            Encoding.UTF8.GetString(pem), $"{cluster.File}: certificate-authority-data of cluster \"{name}\""),
        { CertificateAuthority: { Length: > 0 } file } => CertificateAuthorities.FromFile(cluster.PathOf(file)),
        _ => null,
    };

    private static ICredentialProvider CredentialsOf(
        Located<KubeconfigUser>? user, string name, Located<KubeconfigCluster> cluster, TimeProvider time, ILogger logger)
    {
        if (user is null)
        {
            return new FixedCredentialProvider(KubernetesCredentials.Anonymous);
        }

        var credentials = new UserCredentials(user, name);
        credentials.Check();
        if (user.Value.Exec is not { } exec)
        {
            return new CachedCredentialProvider(credentials.LoadAsync, time, logger);
        }

        var told = new ExecCluster
        {
            Server = cluster.Value.Server,
            CertificateAuthorityData = cluster.Value.CertificateAuthorityData
                ?? (cluster.Value.CertificateAuthority is { Length: > 0 } file
                    ? Encoding.UTF8.GetBytes(CredentialFiles.Read(cluster.PathOf(file), "certificate authority"))
                    : null),
            InsecureSkipTlsVerify = cluster.Value.InsecureSkipTlsVerify,
            TlsServerName = cluster.Value.TlsServerName,
        };
        var plugin = new ExecPlugin(new Located<ExecConfig>(exec, user.File), name, told, time);
        plugin.Check();
        return new CachedCredentialProvider(plugin.LoadAsync, time, logger);
    }
}
