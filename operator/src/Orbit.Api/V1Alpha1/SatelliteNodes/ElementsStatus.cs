using System.Text.Json.Serialization;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Api.V1Alpha1.SatelliteNodes;

/// <summary>The elements in use.</summary>
public sealed record ElementsStatus
{
    /// <summary>The instant of the elements, UTC.</summary>
    [JsonConverter(typeof(SecondsTimestampJsonConverter))]
    public required DateTimeOffset Epoch { get; init; }

    /// <summary>Where they are from: <c>TLE</c> or <c>OMM</c> of the spec.</summary>
    public required string Source { get; init; }
}
