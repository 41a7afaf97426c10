using k8s.Models;
using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Gateways;

namespace Orbit.Operator.Snapshots;

/// <summary>Which changes of the world may give a plan to a job that had none: of all others the scheduler need not know.</summary>
internal static class PlanningChanges
{
    /// <summary>Whether a satellite can do more, or other things, than before. Where it is, which its status tells, is no matter.</summary>
    public static bool Matter(SatelliteNode before, SatelliteNode after) =>
        !SameSpec(before.Metadata, after.Metadata) || !SameReadiness(before.Status?.Conditions, after.Status?.Conditions);

    /// <summary>Whether a station can do more, or other things, or something that was booked there no longer is.</summary>
    public static bool Matter(GroundLink before, GroundLink after) =>
        !SameSpec(before.Metadata, after.Metadata) || !SameReadiness(before.Status?.Conditions, after.Status?.Conditions)
        || Frees(before.Status?.Contacts ?? [], after.Status?.Contacts ?? []);

    /// <summary>Whether contacts left a ledger or came to their end, which is room where the ledger was full.</summary>
    public static bool MakeLedgerRoom(GroundLink before, GroundLink after)
    {
        var left = (after.Status?.Contacts ?? []).ToDictionary(c => c.Name, c => LedgerUpkeep.IsFinal(c.State), StringComparer.Ordinal);
        return (before.Status?.Contacts ?? []).Any(c => !left.TryGetValue(c.Name, out var final) || (final && !LedgerUpkeep.IsFinal(c.State)));
    }

    /// <summary>Whether a job gave back time of an accelerator before it was used.</summary>
    public static bool Matter(OrbitalInferenceJob before, OrbitalInferenceJob? after) =>
        before.Status?.Phase is not JobPhase.Succeeded && ComputeReservations.Of(before, DateTimeOffset.MinValue) is { } held
        && after?.Status?.Phase is not (JobPhase.Downlinking or JobPhase.Succeeded)
        && (after is null || ComputeReservations.Of(after, DateTimeOffset.MinValue) != held);

    private static bool Frees(IReadOnlyList<BookedContact> before, IReadOnlyList<BookedContact> after)
    {
        var held = after.Where(c => ContactStates.HoldsAntenna(c.State)).ToDictionary(c => c.Name, StringComparer.Ordinal);
        return before.Any(b => !LedgerUpkeep.IsFinal(b.State)
            && !(held.TryGetValue(b.Name, out var a) && a.Antenna == b.Antenna && a.Start <= b.Start && a.End >= b.End));
    }

    private static bool SameSpec(V1ObjectMeta before, V1ObjectMeta after) =>
        before.Generation == after.Generation && string.Equals(before.Uid, after.Uid, StringComparison.Ordinal) && before.DeletionTimestamp == after.DeletionTimestamp
        && Same(before.LabelsOrEmpty(), after.LabelsOrEmpty());

    private static bool Same(IReadOnlyDictionary<string, string> a, IReadOnlyDictionary<string, string> b) =>
        a.Count == b.Count && a.All(l => b.TryGetValue(l.Key, out var value) && string.Equals(value, l.Value, StringComparison.Ordinal));

    private static bool SameReadiness(IReadOnlyList<V1Condition>? before, IReadOnlyList<V1Condition>? after)
    {
        var (a, b) = (before?.FindCondition(ConditionTypes.Ready), after?.FindCondition(ConditionTypes.Ready));
        return string.Equals(a?.Status, b?.Status, StringComparison.Ordinal) && string.Equals(a?.Reason, b?.Reason, StringComparison.Ordinal);
    }
}
