using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Planning.Fleets;
using Orbit.Visibility.Intervals;

namespace Orbit.Operator.Jobs.Phases;

/// <summary>Fits a plan into a contact that was confirmed with another interval or antenna than planned.</summary>
internal static class PlanAdjustment
{
    // The planner keeps the same.
    private static readonly PlanningRules Margins = new();

    /// <summary>The plan in which the contact is as confirmed, and transfers and work have moved as far as they must; null when they don't fit.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="confirmed">The contact as its ledger has it.</param>
    /// <param name="now">Mission time: nothing is moved into the past.</param>
    /// <param name="inView">Whether the satellite is in view of the contact's station for an interval.</param>
    public static JobPlan? Of(JobPlan plan, BookedContact confirmed, DateTimeOffset now, Func<Interval, bool> inView)
    {
        var uplink = As(plan.Uplink, confirmed);
        if (IsOf(uplink, confirmed))
        {
            if (Inside(uplink, now) is not { } moved || !inView(Transfer(moved)))
            {
                return null;
            }

            uplink = moved;
        }

        var computeStart = IsOf(uplink, confirmed) ? Later(plan.Compute.Start, uplink.TransferEnd) : plan.Compute.Start;
        var compute = new PlannedCompute { Start = computeStart, End = computeStart + (plan.Compute.End - plan.Compute.Start) };
        if (plan.Downlink is not { } planned)
        {
            return plan with { Uplink = uplink, Compute = compute };
        }

        var ready = compute.End + Margins.ComputeMargin;
        var earliest = compute == plan.Compute ? Least(ready, planned.TransferStart) : ready;
        return Inside(As(planned, confirmed), Later(earliest, now)) is { } downlink && (!IsOf(downlink, confirmed) || inView(Transfer(downlink)))
            ? plan with { Uplink = uplink, Compute = compute, Downlink = downlink, ExpectedCompletion = downlink.TransferEnd }
            : null;
    }

    // The contact with its transfer no earlier than an instant, as little moved as it can be; null when it does not fit.
    private static PlannedContact? Inside(PlannedContact contact, DateTimeOffset notBefore)
    {
        var earliest = Later(contact.Start, notBefore);
        var duration = contact.TransferEnd - contact.TransferStart;
        if (contact.TransferStart >= earliest && contact.TransferEnd <= contact.End)
        {
            return contact;
        }

        var latest = contact.End - Margins.TransferMargin - duration;
        var start = Later(Least(contact.TransferStart, latest), earliest);
        return start <= latest ? contact with { TransferStart = start, TransferEnd = start + duration } : null;
    }

    private static PlannedContact As(PlannedContact planned, BookedContact confirmed) =>
        IsOf(planned, confirmed) ? planned with { Start = confirmed.Start, End = confirmed.End, Antenna = confirmed.Antenna } : planned;

    private static bool IsOf(PlannedContact planned, BookedContact booked) => string.Equals(planned.Contact, booked.Name, StringComparison.Ordinal);

    private static Interval Transfer(PlannedContact contact) => new(contact.TransferStart, contact.TransferEnd);

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Least(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
