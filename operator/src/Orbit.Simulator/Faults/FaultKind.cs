using System.Text.Json.Serialization;

namespace Orbit.Simulator.Faults;

/// <summary>What goes wrong.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
internal enum FaultKind
{
    /// <summary>The station does not hear the satellite.</summary>
    LostContact,

    /// <summary>The link runs at a fraction of its rates.</summary>
    SlowLink,

    /// <summary>The provider cancels a contact.</summary>
    ProviderCancellation,

    /// <summary>A particle ends the run of an attempt.</summary>
    Upset,

    /// <summary>The satellite neither talks nor computes.</summary>
    SatelliteDead,
}
