using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Contract;

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

    private static bool IsSame(PlannedContact a, PlannedContact b) => string.Equals(a.Contact, b.Contact, StringComparison.Ordinal);
}
