using System.Text.Json;
using Orbit.Api.Serialization;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;

namespace Orbit.Operator.Snapshots;

/// <summary>Whether two statuses say the same, as the API server would store them: nothing is written that changes nothing.</summary>
internal static class StatusEquality
{
    public static bool Same(GroundLinkStatus a, GroundLinkStatus b) => Same(a, b, OrbitJson.Contract<GroundLinkStatus>());

    public static bool Same(SatelliteNodeStatus a, SatelliteNodeStatus b) => Same(a, b, OrbitJson.Contract<SatelliteNodeStatus>());

    public static bool Same(OrbitalInferenceJobStatus a, OrbitalInferenceJobStatus b) => Same(a, b, OrbitJson.Contract<OrbitalInferenceJobStatus>());

    private static bool Same<T>(T a, T b, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        ReferenceEquals(a, b) || JsonSerializer.SerializeToUtf8Bytes(a, type).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(b, type));
}
