using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using k8s.Models;
using Orbit.Api.Schema;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Api.V1Alpha1.SatelliteNodes;

/// <summary>What is predicted and known of a satellite. Orbital instants are mission time.</summary>
public sealed record SatelliteNodeStatus
{
    /// <summary>The <c>metadata.generation</c> that this status was made from; if it is less than the current one, the status is behind.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>The elements in use.</summary>
    public ElementsStatus? Elements { get; init; }

    /// <summary>The predicted place of the satellite at an instant not long ago.</summary>
    public SubSatellitePosition? Position { get; init; }

    /// <summary>Whether the satellite is heard, silent as predicted, or overdue.</summary>
    public LinkStatus? Link { get; init; }

    /// <summary>The next booked contact; absent when none is booked.</summary>
    public NextContact? NextContact { get; init; }

    /// <summary>The next pass over any station that serves the satellite, booked or not; absent when there is none in the planning horizon.</summary>
    public StationPass? NextPass { get; init; }

    /// <summary>When a station heard the satellite last, mission time; absent if never.</summary>
    [JsonConverter(typeof(SecondsTimestampJsonConverter))]
    public DateTimeOffset? LastHeard { get; init; }

    /// <summary>Passes in a row in which a station listened in a booked contact and heard nothing. Three, missed by two stations at least, make the Node NotReady, and the work is planned elsewhere.</summary>
    [Range(0, int.MaxValue)]
    public int MissedContacts { get; init; }

    /// <summary>Attempts of jobs that are, or may be, on board.</summary>
    public IReadOnlyList<OnboardWork> Work { get; init; } = [];

    /// <summary>Conditions; <c>Ready</c> says whether work can be planned on the satellite, and why not.</summary>
    [ListMapKey(nameof(V1Condition.Type))]
    public IReadOnlyList<V1Condition> Conditions { get; init; } = [];
}
