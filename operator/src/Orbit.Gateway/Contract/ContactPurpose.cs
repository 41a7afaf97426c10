using System.Text.Json.Serialization;
using Orbit.Gateway.Json;

namespace Orbit.Gateway.Contract;

/// <summary>What a contact is booked for; transfers of another direction are refused.</summary>
[JsonConverter(typeof(NameEnumConverter<ContactPurpose>))]
public enum ContactPurpose
{
    /// <summary>Bundles go up.</summary>
    Uplink,

    /// <summary>Results come down.</summary>
    Downlink,

    /// <summary>Both.</summary>
    UplinkAndDownlink,
}
