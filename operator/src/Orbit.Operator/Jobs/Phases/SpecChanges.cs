using System.Globalization;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Jobs.Phases;

/// <summary>What a change of a job's spec means for a plan that was made before it.</summary>
internal sealed class SpecChanges(WorldStores stores)
{
    /// <summary>Why a plan of which nothing has gone up yet is to be made anew; null when it need not.</summary>
    public static string? PlanProblem(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, JobPlan plan)
    {
        if (PlannedFields.Changed(job, plan) is { Count: > 0 } fields)
        {
            return $"{fields.Listed()} changed; the job is planned anew.";
        }

        // A plan meets the deadline that it was made with: only a new one can be too early for it.
        return plan.Generation != job.Metadata.Generation
            && status.Actual?.AcceptedTime is { } accepted && job.Spec.LatestCompletion(accepted) is { } latest && plan.ExpectedCompletion > latest
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The result is expected at {plan.ExpectedCompletion:yyyy-MM-dd'T'HH:mm:ss'Z'}, after the new deadline of {latest:yyyy-MM-dd'T'HH:mm:ss'Z'}; the job is planned anew.")
            : null;
    }

    /// <summary>Why a downlink that has not begun can't be where it is booked, since the spec was changed; null when it can.</summary>
    public string? DownlinkProblem(OrbitalInferenceJob job, JobPlan plan, PlannedContact downlink)
    {
        // Labels of a station that change are no reason: the plan was made with them as they were.
        if (PlannedFields.ChangedOfDownlink(job, plan).Count == 0 || stores.GroundLinks.Find(new NamespacedName(downlink.GroundLink)) is not { } groundLink)
        {
            return null;
        }

        return job.Spec.DownlinkSelector?.Matches(groundLink.Metadata.LabelsOrEmpty()) is false ? $"spec.downlinkSelector changed and excludes {downlink.GroundLink}."
            : job.Spec.AllowedCountries.Count > 0 && !job.Spec.AllowedCountries.Contains(groundLink.Spec.Country, StringComparer.OrdinalIgnoreCase) ? $"spec.allowedCountries changed and excludes {downlink.GroundLink}."
            : null;
    }
}
