using System.Text.Json.Serialization;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Api.V1Alpha1.SatelliteNodes;

/// <summary>The next booked contact of a satellite.</summary>
public sealed record NextContact
{
    /// <summary>The GroundLink that holds the booking.</summary>
    public required string GroundLink { get; init; }

    /// <summary>Start, mission time.</summary>
    [JsonConverter(typeof(SecondsTimestampJsonConverter))]
    public required DateTimeOffset Start { get; init; }

    /// <summary>End, mission time.</summary>
    [JsonConverter(typeof(SecondsTimestampJsonConverter))]
    public required DateTimeOffset End { get; init; }

    /// <summary>Name of the contact in the station's ledger.</summary>
    public required string Contact { get; init; }
}
