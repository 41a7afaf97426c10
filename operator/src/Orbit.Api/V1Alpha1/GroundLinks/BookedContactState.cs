namespace Orbit.Api.V1Alpha1.GroundLinks;

/// <summary>How far a contact is.</summary>
public enum BookedContactState
{
    /// <summary>In the ledger, but the gateway has not yet confirmed it.</summary>
    Scheduling,

    /// <summary>Confirmed by the gateway.</summary>
    Scheduled,

    /// <summary>The antenna is being set up.</summary>
    PrePass,

    /// <summary>The contact is on.</summary>
    Pass,

    /// <summary>Over; the station is finishing its records.</summary>
    PostPass,

    /// <summary>Over, and the satellite was heard.</summary>
    Completed,

    /// <summary>Over or given up, and the satellite was not heard; <c>cause</c> says why.</summary>
    Failed,

    /// <summary>Cancelled by OrbitOperator.</summary>
    Cancelled,

    /// <summary>Cancelled by the station's provider.</summary>
    ProviderCancelled,

    /// <summary>The provider confirmed another interval or antenna than asked for, which another contact of that antenna or satellite needs. It is given back; <c>reason</c> says why it can't be.</summary>
    Conflict,
}
