using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Planning.Fleets;
using Orbit.Visibility.Intervals;

namespace Orbit.Operator.Snapshots;

/// <summary>What a job's work takes, or took, of its satellite's accelerators, as far as the job's status tells.</summary>
internal static class ComputeReservations
{
    // No accelerator is expected to rest longer than that. Thousands of jobs that are long over must not be looked at in each round.
    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(2);

    /// <summary>The reservation of a job at <paramref name="now"/>, mission time; null when none of its work is planned or on board.</summary>
    /// <remarks>
    /// A result that waits for its downlink is on board too: until it is known when its work ended, its plan counts. Work whose result
    /// is stored takes nothing any more, but the accelerator rests after it.
    /// </remarks>
    public static ComputeReservation? Of(OrbitalInferenceJob job, DateTimeOffset now) =>
        job.Status is { Plan: { } plan } status
        && (status.Phase is JobPhase.Scheduled or JobPhase.Uplinking or JobPhase.Computing or JobPhase.Downlinking
            || (status is { Phase: JobPhase.Succeeded, Actual.ComputeFinished: { } finished } && now < finished + LongestRest))
        && plan.Compute.End >= plan.Compute.Start
            ? new ComputeReservation(plan.Satellite, JobRequests.Key(job), Span(plan, status.Actual), Arrival(plan, status, now))
            : null;

    private static Interval Span(JobPlan plan, JobTimes? actual)
    {
        var end = actual?.ComputeFinished ?? plan.Compute.End;
        return new Interval(plan.Compute.Start < end ? plan.Compute.Start : end, end);
    }

    // An uplink that should be over and of which nothing is known yet may be late, as long as its contact lasts.
    private static DateTimeOffset Arrival(JobPlan plan, OrbitalInferenceJobStatus status, DateTimeOffset now) =>
        status.Actual?.UplinkFinished
        ?? (status.Phase is JobPhase.Scheduled or JobPhase.Uplinking && now > plan.Uplink.TransferEnd && now < plan.Uplink.End ? now : plan.Uplink.TransferEnd);
}
