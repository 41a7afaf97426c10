using System.Text.Json.Serialization;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Api.Serialization;

/// <summary>
/// Source generated contracts of the custom resources. Internal, because on its own it loses the initial values of what
/// the JSON leaves out: <see cref="OrbitJson"/> hands the contracts out with that repaired.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(DurationJsonConverter), typeof(TimestampJsonConverter), typeof(TimeJsonConverter), typeof(SharedStringJsonConverter)])]
[JsonSerializable(typeof(SatelliteNode))]
[JsonSerializable(typeof(GroundLink))]
[JsonSerializable(typeof(OrbitalInferenceJob))]
internal sealed partial class OrbitJsonContext : JsonSerializerContext;
