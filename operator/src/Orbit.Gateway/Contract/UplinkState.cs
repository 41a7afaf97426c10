using System.Text.Json.Serialization;
using Orbit.Gateway.Json;

namespace Orbit.Gateway.Contract;

/// <summary>Where a bundle is on its way up.</summary>
[JsonConverter(typeof(NameEnumConverter<UplinkState>))]
public enum UplinkState
{
    /// <summary>Staged at the gateway.</summary>
    Waiting,

    /// <summary>Going up.</summary>
    Sending,

    /// <summary>The satellite has confirmed all of it. Final.</summary>
    Delivered,

    /// <summary>The contact is over and the satellite does not have it. Final.</summary>
    Failed,
}
