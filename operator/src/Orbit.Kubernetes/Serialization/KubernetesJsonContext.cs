using System.Text.Json.Serialization;
using k8s.Models;

namespace Orbit.Kubernetes.Serialization;

/// <summary>Source generated JSON contracts of the built-in kinds, and of what the API server answers and takes besides. Internal, because on its own it does not write what the API server wants: <see cref="ResourceJson"/> repairs that.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TimeJsonConverter), typeof(SharedStringJsonConverter)])]
[JsonSerializable(typeof(V1Pod))]
[JsonSerializable(typeof(V1Node))]
[JsonSerializable(typeof(V1Lease))]
[JsonSerializable(typeof(V1ConfigMap))]
[JsonSerializable(typeof(V1Secret))]
[JsonSerializable(typeof(V1Namespace))]
[JsonSerializable(typeof(Eventsv1Event))]
[JsonSerializable(typeof(V1ValidatingWebhookConfiguration))]
[JsonSerializable(typeof(V1Status))]
[JsonSerializable(typeof(V1ListMeta))]
[JsonSerializable(typeof(V1DeleteOptions))]
[JsonSerializable(typeof(V1APIResourceList))]
[JsonSerializable(typeof(VersionInfo))]
[JsonSerializable(typeof(V1LabelSelector))]
[JsonSerializable(typeof(V1Condition))]
[JsonSerializable(typeof(V1ObjectMeta))]
internal sealed partial class KubernetesJsonContext : JsonSerializerContext;
