using k8s.KubeConfigModels;
using YamlDotNet.Serialization;

namespace Orbit.Kubernetes.Configuration.Kubeconfig;

/// <summary>An identity, with what the package's type leaves out.</summary>
internal sealed class KubeconfigUser : UserCredentials
{
    /// <summary>File with a bearer token.</summary>
    [YamlMember(Alias = "tokenFile")]
    public string? TokenFile { get; set; }
}
