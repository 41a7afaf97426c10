using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Contract;
using Orbit.Operator.Gateways;
using Orbit.Visibility.Intervals;

namespace Orbit.Operator.Jobs.Phases;

/// <summary>The contacts that a plan names; one contact may serve both directions.</summary>
internal static class PlannedContacts
{
    /// <summary>The plan's contacts, each once, the uplink first.</summary>
    public static IEnumerable<PlannedContact> Contacts(this JobPlan plan) =>
        plan.Downlink is not { } downlink || IsSame(plan.Uplink, downlink) ? [plan.Uplink] : [plan.Uplink, downlink];

    /// <summary>What one of the plan's contacts is for.</summary>
    public static ContactPurpose PurposeOf(this JobPlan plan, PlannedContact contact) =>
        plan.Downlink is { } downlink && IsSame(plan.Uplink, downlink) ? ContactPurpose.UplinkAndDownlink
        : IsSame(contact, plan.Uplink) ? ContactPurpose.Uplink
        : ContactPurpose.Downlink;

    /// <summary>The plan with its uplink's contact as the gateway has it; the same when it is as planned, or can't be what the gateway says.</summary>
    public static JobPlan Following(this JobPlan plan, GatewayContact known)
    {
        var uplink = plan.Uplink;
        return ConfirmedIntervals.Differs(uplink, known) && ConfirmedIntervals.IsCredible(uplink.Start, uplink.End, known)
            ? plan with { Uplink = As(uplink), Downlink = plan.Downlink is { } downlink && IsSame(uplink, downlink) ? As(downlink) : plan.Downlink }
            : plan;

        PlannedContact As(PlannedContact contact) => contact with { Start = known.Start, End = known.End, Antenna = known.Antenna };
    }

    /// <summary>From the first to the last instant at which data flow in one of the plan's contacts.</summary>
    public static Interval Transfers(this JobPlan plan, PlannedContact contact)
    {
        var transfers = new[] { plan.Uplink, plan.Downlink ?? plan.Uplink, contact }.Where(c => IsSame(c, contact)).ToArray();
        var (start, end) = (transfers.Min(c => c.TransferStart), transfers.Max(c => c.TransferEnd));
        return new Interval(start, end > start ? end : start);
    }

    private static bool IsSame(PlannedContact a, PlannedContact b) => string.Equals(a.Contact, b.Contact, StringComparison.Ordinal);
}
