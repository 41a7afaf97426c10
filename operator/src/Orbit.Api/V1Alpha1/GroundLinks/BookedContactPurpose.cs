namespace Orbit.Api.V1Alpha1.GroundLinks;

/// <summary>What a contact carries.</summary>
public enum BookedContactPurpose
{
    /// <summary>The job goes up.</summary>
    Uplink,

    /// <summary>The result comes down.</summary>
    Downlink,

    /// <summary>The job goes up and its result comes down in the same contact.</summary>
    UplinkAndDownlink,
}
