using System.Text.Json.Serialization;
using Orbit.Gateway.Json;

namespace Orbit.Gateway.Contract;

/// <summary>Why a contact failed. Only the first says something about the satellite.</summary>
[JsonConverter(typeof(ContactCauseConverter))]
public enum ContactCause
{
    /// <summary>The station listened as booked and did not hear the satellite.</summary>
    NotHeard,

    /// <summary>The station could not carry the contact out: antenna, receiver or site failed.</summary>
    StationFault,

    /// <summary>The provider never placed the booking, or gave it up before its start.</summary>
    NotScheduled,

    /// <summary>The gateway does not know, or gives a cause that this side does not know yet.</summary>
    Unknown,
}
