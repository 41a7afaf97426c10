using System.Text.Json.Serialization;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Objects.Core;

namespace Orbit.Kubernetes.Serialization;

/// <summary>Source generated JSON contracts of the built-in kinds.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(DurationJsonConverter), typeof(TimestampJsonConverter), typeof(SharedStringJsonConverter)])]
[JsonSerializable(typeof(V1Pod))]
[JsonSerializable(typeof(V1Node))]
[JsonSerializable(typeof(V1Lease))]
[JsonSerializable(typeof(V1ConfigMap))]
[JsonSerializable(typeof(V1Secret))]
[JsonSerializable(typeof(V1Namespace))]
[JsonSerializable(typeof(V1Event))]
[JsonSerializable(typeof(V1CustomResourceDefinition))]
[JsonSerializable(typeof(V1ValidatingWebhookConfiguration))]
[JsonSerializable(typeof(V1LabelSelector))]
[JsonSerializable(typeof(V1Condition))]
[JsonSerializable(typeof(V1ObjectMeta))]
public sealed partial class KubernetesJsonContext : JsonSerializerContext;
