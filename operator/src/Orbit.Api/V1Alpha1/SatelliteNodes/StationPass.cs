using System.Text.Json.Serialization;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Api.V1Alpha1.SatelliteNodes;

/// <summary>A pass of a satellite over a station, booked or not.</summary>
public sealed record StationPass
{
    /// <summary>The GroundLink that sees the satellite.</summary>
    public required string GroundLink { get; init; }

    /// <summary>Acquisition of signal (AOS), mission time.</summary>
    [JsonConverter(typeof(SecondsTimestampJsonConverter))]
    public required DateTimeOffset Start { get; init; }

    /// <summary>Loss of signal (LOS), mission time.</summary>
    [JsonConverter(typeof(SecondsTimestampJsonConverter))]
    public required DateTimeOffset End { get; init; }

    /// <summary>Greatest elevation during the pass, degrees.</summary>
    public required double MaxElevationDegrees { get; init; }
}
