namespace Orbit.Planning.Search;

/// <summary>What stopped a satellite, in the order in which it is looked at.</summary>
internal enum RejectionReason
{
    NotSchedulable,
    Cordoned,
    Taint,
    Selector,
    Avoided,
    Model,
    Memory,
    Accelerator,
    Speed,
    Thermal,
    Energy,
    UplinkStation,
    UplinkBand,
    UplinkPass,
    UplinkPassTooShort,
    UplinkRefused,
    UplinkLedgerFull,
    UplinkBooked,
    Compute,
    DownlinkStation,
    DownlinkBand,
    DownlinkPass,
    DownlinkPassTooShort,
    DownlinkRefused,
    DownlinkLedgerFull,
    DownlinkBooked,
    Pairing,
}
