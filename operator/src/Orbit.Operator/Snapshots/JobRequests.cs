using k8s.Models;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Nodes;
using Orbit.Planning.Fleets;
using Orbit.Planning.Requests;

namespace Orbit.Operator.Snapshots;

/// <summary>What a job asks of the planner, if anything.</summary>
internal static class JobRequests
{
    /// <summary>Whether the job waits for a plan.</summary>
    public static bool NeedsPlan(OrbitalInferenceJob job) =>
        job.Metadata.DeletionTimestamp is null && !job.Spec.Suspend && job.Status is null or { Phase: JobPhase.Pending };

    /// <summary>Whether the job's result is or will be on board, with no contact booked to take it down.</summary>
    public static bool NeedsDownlink(OrbitalInferenceJob job) =>
        job is { Metadata.DeletionTimestamp: null, Status: { Phase: JobPhase.Uplinking or JobPhase.Computing or JobPhase.Downlinking, Plan: { Downlink: null } } };

    /// <summary>The request of a job that waits for a plan.</summary>
    /// <param name="job">The job.</param>
    /// <param name="accepted">When the operator first saw it, mission time.</param>
    /// <param name="inputBytes">Size of its input.</param>
    /// <param name="excluded">Windows that were refused or failed.</param>
    public static JobRequest ForPlan(
        OrbitalInferenceJob job, DateTimeOffset accepted, long inputBytes, IReadOnlyList<ExcludedWindow> excluded) => new()
        {
            Key = Key(job),
            Submitted = accepted,
            Priority = job.Spec.Priority,
            Deadline = job.Spec.LatestCompletion(accepted),
            Objective = Of(job.Spec.Objective),
            Model = job.Spec.Model,
            Work = WorkOf(job.Spec.Work),
            MemoryBytes = job.Spec.Resources?.Memory?.ToInt64() ?? 0,
            UplinkBytes = inputBytes,
            DownlinkBytes = job.Spec.Output.MaximumSize.ToInt64(),
            SatelliteSelector = Selector(job.Spec.SatelliteSelector),
            Tolerations = job.Spec.Tolerations.Count > 0 ? taint => NodeMarks.Tolerates(job.Spec.Tolerations, taint) : null,
            UplinkSelector = Selector(job.Spec.UplinkSelector),
            DownlinkSelector = Selector(job.Spec.DownlinkSelector),
            AllowedCountries = job.Spec.AllowedCountries,
            ExcludedWindows = excluded,
        };

    /// <summary>The request of a job whose result only has to come down. It has no deadline: a late result is better than none.</summary>
    public static DownlinkRequest ForDownlink(OrbitalInferenceJob job, IReadOnlyList<ExcludedWindow> excluded)
    {
        var status = job.Status!;
        return new DownlinkRequest
        {
            Key = Key(job),
            Submitted = status.Actual?.AcceptedTime ?? DateTimeOffset.MinValue,
            Priority = job.Spec.Priority,
            Objective = Of(job.Spec.Objective),
            DownlinkBytes = PlannedFields.MaximumResultBytes(job),
            DownlinkSelector = Selector(job.Spec.DownlinkSelector),
            AllowedCountries = job.Spec.AllowedCountries,
            ExcludedWindows = excluded,
            Satellite = status.Plan!.Satellite,
            Ready = status.Actual?.ComputeFinished ?? status.Plan.Compute.End,
        };
    }

    /// <summary>The planner's key of a job.</summary>
    public static string Key(OrbitalInferenceJob job) => NamespacedName.Of(job).ToString();

    /// <summary>A label selector as the planner takes it; null for all.</summary>
    public static LabelSelector? Selector(V1LabelSelector? selector) => selector is null ? null : selector.Matches;

    private static Work WorkOf(JobWork work) => work switch
    {
        { Tokens: { } tokens } => Work.Tokens(tokens),
        { TeraOperations: { } operations } => Work.TeraOperations(operations),
        _ => Work.Lasting(work.Duration ?? TimeSpan.Zero),
    };

    private static Objective Of(JobObjective objective) => objective switch
    {
        JobObjective.LowestCost => Objective.LowestCost,
        JobObjective.LowestEnergy => Objective.LowestEnergy,
        _ => Objective.EarliestCompletion,
    };
}
