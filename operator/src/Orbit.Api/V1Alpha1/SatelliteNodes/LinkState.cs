namespace Orbit.Api.V1Alpha1.SatelliteNodes;

/// <summary>What the link to a satellite is doing.</summary>
public enum LinkState
{
    /// <summary>Out of contact, as predicted. This is what a healthy satellite does most of the time.</summary>
    Silent,

    /// <summary>A station hears the satellite.</summary>
    InContact,

    /// <summary>A booked contact is past in which the satellite should have been heard and was not.</summary>
    Overdue,
}
