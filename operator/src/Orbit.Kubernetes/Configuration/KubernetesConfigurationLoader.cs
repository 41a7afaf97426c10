using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Orbit.Kubernetes.Configuration;

/// <summary>Finds out which API server to speak to, the way kubectl and other operators do.</summary>
public sealed class KubernetesConfigurationLoader
{
    /// <summary>Reads environment variables; the process's own unless a test gives others.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Where a pod finds its service account.</summary>
    public string ServiceAccountFolder { get; init; } = InClusterLoader.ServiceAccountFolder;

    /// <summary>Clock that says when credentials are read again.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Logs trouble with credentials.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The configuration from, in this order: <paramref name="kubeconfig"/>, the files in KUBECONFIG, the pod this program runs in, <c>~/.kube/config</c>.</summary>
    /// <param name="kubeconfig">A kubeconfig file; null to look further.</param>
    /// <param name="context">A context of the kubeconfig; null for its current one.</param>
    /// <exception cref="KubernetesConfigurationException">None of them leads to a server; the message says why.</exception>
    public ClusterAccess Load(string? kubeconfig = null, string? context = null)
    {
        if (!string.IsNullOrEmpty(kubeconfig))
        {
            return LoadKubeconfig([kubeconfig], context);
        }

        if (Environment("KUBECONFIG") is { Length: > 0 } list)
        {
            return LoadKubeconfig(list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries), context);
        }

        if (InClusterLoader.IsInCluster(Environment) && context is null)
        {
            return LoadInCluster();
        }

        var home = Environment("HOME") ?? System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile);
        return LoadKubeconfig([Path.Combine(home, ".kube", "config")], context);
    }

    /// <summary>The configuration from kubeconfig files, of which those that don't exist are passed over.</summary>
    /// <param name="files">The files; where two say the same thing, the first wins.</param>
    /// <param name="context">A context; null for the current one.</param>
    /// <exception cref="KubernetesConfigurationException">The files don't lead to a server; the message says why.</exception>
    public ClusterAccess LoadKubeconfig(IReadOnlyList<string> files, string? context = null) =>
        KubeconfigLoader.Load(files, context, TimeProvider, LoggerFactory.CreateLogger<KubernetesConfigurationLoader>());

    /// <summary>The configuration of the pod that this program runs in.</summary>
    /// <exception cref="KubernetesConfigurationException">It does not run in a pod, or the pod has no service account token.</exception>
    public ClusterAccess LoadInCluster() =>
        InClusterLoader.Load(Environment, ServiceAccountFolder, TimeProvider, LoggerFactory.CreateLogger<KubernetesConfigurationLoader>());
}
