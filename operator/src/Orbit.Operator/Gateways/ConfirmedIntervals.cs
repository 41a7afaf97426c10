using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Contract;

namespace Orbit.Operator.Gateways;

/// <summary>Whether a gateway confirms a contact as it was asked for.</summary>
internal static class ConfirmedIntervals
{
    // Instants are planned in milliseconds, and gateways may keep them no finer.
    private static readonly TimeSpan Precision = TimeSpan.FromMilliseconds(1);

    /// <summary>How far a contact can be moved. No provider moves one to another day, and a wrong answer must not hold an antenna for years.</summary>
    public static readonly TimeSpan MostMove = TimeSpan.FromHours(24);

    /// <summary>Whether the gateway has another interval or antenna for the contact than the ledger.</summary>
    public static bool Differs(BookedContact contact, GatewayContact known) => Differs(contact.Start, contact.End, contact.Antenna, known);

    /// <summary>Whether the gateway has another interval or antenna for the contact than the plan.</summary>
    public static bool Differs(PlannedContact contact, GatewayContact known) => Differs(contact.Start, contact.End, contact.Antenna, known);

    /// <summary>Whether what the gateway has can be the contact: an interval on about the same day, and an antenna that a ledger can hold.</summary>
    public static bool IsCredible(DateTimeOffset start, DateTimeOffset end, GatewayContact known) =>
        known.Start < known.End && known.Antenna is >= 0 and <= 99
        && (known.Start - start).Duration() <= MostMove && (known.End - end).Duration() <= MostMove;

    private static bool Differs(DateTimeOffset start, DateTimeOffset end, int antenna, GatewayContact known) =>
        known.Antenna != antenna || (known.Start - start).Duration() > Precision || (known.End - end).Duration() > Precision;
}
