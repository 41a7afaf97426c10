using System.Text.Json.Serialization;

namespace Orbit.Kubernetes.Configuration.Kubeconfig;

/// <summary>JSON contracts of kubeconfig files and exec plugins.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(KubeconfigFile))]
[JsonSerializable(typeof(ExecCredential))]
internal sealed partial class KubeconfigJsonContext : JsonSerializerContext;
