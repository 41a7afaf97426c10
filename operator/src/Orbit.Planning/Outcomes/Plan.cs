using Orbit.Planning.Fleets;
using Orbit.Planning.Requests;
using Orbit.Visibility.Intervals;

namespace Orbit.Planning.Outcomes;

/// <summary>Where and when a request is served.</summary>
/// <param name="Request">The request.</param>
public sealed record Plan(PlanningRequest Request) : PlanningOutcome(Request)
{
    /// <summary>The satellite's name.</summary>
    public required string Satellite { get; init; }

    /// <summary>The satellite's NORAD catalogue number.</summary>
    public required int NoradId { get; init; }

    /// <summary>The contact that sends the job up; null for a <see cref="DownlinkRequest"/>.</summary>
    public ContactSlot? Uplink { get; init; }

    /// <summary>When an accelerator works; null for a <see cref="DownlinkRequest"/>.</summary>
    public Interval? Compute { get; init; }

    /// <summary>The contact that takes the result down.</summary>
    public required ContactSlot Downlink { get; init; }

    /// <summary>Whether one contact serves both directions; <see cref="Uplink"/> and <see cref="Downlink"/> then state the same one.</summary>
    public required bool SingleContact { get; init; }

    /// <summary>When the result is on the ground: the end of the downlink's transfer.</summary>
    public DateTimeOffset Completion => Downlink.Transfer.End;

    /// <summary>What the contacts cost, in <see cref="Currency"/>; null when they are priced in different ones.</summary>
    public required decimal? Cost { get; init; }

    /// <summary>The currency of <see cref="Cost"/>, ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>The energy that computing takes on board, watt-hours; null when the satellite does not state its power, or nothing is computed.</summary>
    public double? EnergyWattHours { get; init; }

    /// <summary>Why this satellite, in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>What the plan books, not named yet: one contact or two.</summary>
    public IEnumerable<Booking> Bookings()
    {
        if (Uplink is { } uplink && !SingleContact)
        {
            yield return Book(uplink);
        }

        yield return Book(Downlink);
    }

    private Booking Book(ContactSlot slot) => new(string.Empty, slot.Station, slot.Antenna, Satellite, slot.Contact);
}
