namespace Orbit.Api.V1Alpha1.GroundLinks;

/// <summary>Why a contact failed. Only <see cref="NotHeard"/> counts as a missed contact of its satellite.</summary>
public enum BookedContactCause
{
    /// <summary>The station listened and did not hear the satellite.</summary>
    NotHeard,

    /// <summary>The station could not carry the contact out.</summary>
    StationFault,

    /// <summary>The provider never placed the booking, or gave it up before its start.</summary>
    NotScheduled,

    /// <summary>The gateway did not say.</summary>
    Unknown,
}
