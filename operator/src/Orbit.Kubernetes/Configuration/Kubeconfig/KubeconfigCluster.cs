using k8s.KubeConfigModels;
using YamlDotNet.Serialization;

namespace Orbit.Kubernetes.Configuration.Kubeconfig;

/// <summary>A cluster, with what the package's type leaves out.</summary>
internal sealed class KubeconfigCluster : ClusterEndpoint
{
    /// <summary>HTTP proxy.</summary>
    [YamlMember(Alias = "proxy-url")]
    public string? ProxyUrl { get; set; }
}
