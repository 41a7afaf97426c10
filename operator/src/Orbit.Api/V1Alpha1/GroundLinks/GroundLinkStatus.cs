using System.ComponentModel.DataAnnotations;
using k8s.Models;
using Orbit.Api.Schema;

namespace Orbit.Api.V1Alpha1.GroundLinks;

/// <summary>The ledger of a station's booked contacts, and what is predicted of it. Orbital instants are mission time.</summary>
public sealed record GroundLinkStatus
{
    /// <summary>The <c>metadata.generation</c> that this status was made from; if it is less than the current one, the status is behind.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>The ledger: every booked contact of the station, by start. A booking counts once it stands here, and no two on one antenna may come closer than the turnaround.</summary>
    [ListMapKey(nameof(BookedContact.Name))]
    public IReadOnlyList<BookedContact> Contacts { get; init; } = [];

    /// <summary>The next pass of any satellite that the station serves, booked or not; absent when there is none in the planning horizon.</summary>
    public SatellitePass? NextPass { get; init; }

    /// <summary>Share of the antennas' time in the coming 24 hours that is booked, whole percent.</summary>
    [Range(0.0, 100.0)]
    public double? BookedSharePercent { get; init; }

    /// <summary>Conditions; <c>Ready</c> says whether contacts can be planned on the station, and why not.</summary>
    [ListMapKey(nameof(V1Condition.Type))]
    public IReadOnlyList<V1Condition> Conditions { get; init; } = [];
}
