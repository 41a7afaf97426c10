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

    /// <summary>The provider takes a booking in and decides late that it does not carry it out.</summary>
    DecideLate,

    /// <summary>The provider confirms a booking with another interval or antenna than asked for.</summary>
    ConfirmOtherTimes,

    /// <summary>The station's antenna fails: it does not listen.</summary>
    StationFault,

    /// <summary>The gateway goes on saying that a contact is Scheduled, also when it is over, and says nothing of its transfers.</summary>
    NeverEnds,

    /// <summary>The provider's elements are others than the operator's: it sees the satellite earlier or later.</summary>
    OtherElements,

    /// <summary>The satellite neither talks nor computes.</summary>
    SatelliteDead,
}
