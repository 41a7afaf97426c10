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

    /// <summary>Over, and the satellite was not heard or the station failed.</summary>
    Failed,

    /// <summary>Cancelled by OrbitOperator.</summary>
    Cancelled,

    /// <summary>Cancelled by the station's provider.</summary>
    ProviderCancelled,
}
