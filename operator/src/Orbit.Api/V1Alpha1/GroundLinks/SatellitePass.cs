using System.Text.Json.Serialization;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Api.V1Alpha1.GroundLinks;

/// <summary>A pass of a satellite over a station, booked or not.</summary>
public sealed record SatellitePass
{
    /// <summary>Name of the SatelliteNode.</summary>
    public required string Satellite { get; init; }

    /// <summary>Acquisition of signal (AOS), mission time.</summary>
    [JsonConverter(typeof(SecondsTimestampJsonConverter))]
    public required DateTimeOffset Start { get; init; }

    /// <summary>Loss of signal (LOS), mission time.</summary>
    [JsonConverter(typeof(SecondsTimestampJsonConverter))]
    public required DateTimeOffset End { get; init; }

    /// <summary>Greatest elevation during the pass, degrees.</summary>
    public required double MaxElevationDegrees { get; init; }
}
