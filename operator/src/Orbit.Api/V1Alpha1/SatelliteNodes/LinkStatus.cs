using System.Text.Json.Serialization;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Api.V1Alpha1.SatelliteNodes;

/// <summary>Whether a satellite is heard, and until when that is predicted to last.</summary>
public sealed record LinkStatus
{
    /// <summary>What the link is doing.</summary>
    public required LinkState State { get; init; }

    /// <summary>The GroundLink in contact with the satellite, or the one that missed it.</summary>
    public string? GroundLink { get; init; }

    /// <summary>When the state is predicted to change, mission time: the end of the contact, or of the silence.</summary>
    [JsonConverter(typeof(SecondsTimestampJsonConverter))]
    public DateTimeOffset? Until { get; init; }
}
