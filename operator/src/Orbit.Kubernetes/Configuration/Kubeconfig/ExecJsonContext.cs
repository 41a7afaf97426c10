using System.Text.Json.Serialization;
using k8s.KubeConfigModels;

namespace Orbit.Kubernetes.Configuration.Kubeconfig;

/// <summary>JSON contract of an exec plugin's answer.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ExecCredentialResponse))]
internal sealed partial class ExecJsonContext : JsonSerializerContext;
