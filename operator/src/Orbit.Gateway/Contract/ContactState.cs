using System.Text.Json.Serialization;
using Orbit.Gateway.Json;

namespace Orbit.Gateway.Contract;

/// <summary>Where a contact is in its life.</summary>
[JsonConverter(typeof(NameEnumConverter<ContactState>))]
public enum ContactState
{
    /// <summary>The provider has taken the booking in and is still placing it.</summary>
    Scheduling,

    /// <summary>The antenna is booked.</summary>
    Scheduled,

    /// <summary>The station prepares: it slews and configures.</summary>
    PrePass,

    /// <summary>The booked interval is running.</summary>
    Pass,

    /// <summary>The interval is over; the station finishes up.</summary>
    PostPass,

    /// <summary>Over, and the satellite was heard. Final.</summary>
    Completed,

    /// <summary>Over, or given up, without the satellite having been heard; <see cref="GatewayContact.Cause"/> says why. Final.</summary>
    Failed,

    /// <summary>Cancelled by who booked it. Final.</summary>
    Cancelled,

    /// <summary>Cancelled by the provider. Final.</summary>
    ProviderCancelled,
}
