using System.Text.Json.Serialization;
using k8s.Models;

namespace Orbit.Kubernetes.Client;

/// <summary>JSON contracts of what the client itself sends and reads.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(V1Status))]
[JsonSerializable(typeof(V1ListMeta))]
[JsonSerializable(typeof(DeleteBody))]
[JsonSerializable(typeof(ApiResourceList))]
internal sealed partial class ApiJsonContext : JsonSerializerContext;
