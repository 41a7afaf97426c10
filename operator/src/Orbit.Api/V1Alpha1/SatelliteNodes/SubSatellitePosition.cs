using System.Text.Json.Serialization;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Api.V1Alpha1.SatelliteNodes;

/// <summary>The predicted place of a satellite, WGS-84.</summary>
public sealed record SubSatellitePosition
{
    /// <summary>The instant of the place, mission time.</summary>
    [JsonConverter(typeof(SecondsTimestampJsonConverter))]
    public required DateTimeOffset At { get; init; }

    /// <summary>Geodetic latitude, degrees north.</summary>
    public required double LatitudeDegrees { get; init; }

    /// <summary>Longitude, degrees east.</summary>
    public required double LongitudeDegrees { get; init; }

    /// <summary>Height above the ellipsoid, kilometres.</summary>
    public required double AltitudeKilometres { get; init; }

    /// <summary>Whether the Sun shines on the satellite; false in the Earth's shadow, penumbra included.</summary>
    public required bool Sunlit { get; init; }
}
