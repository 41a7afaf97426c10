using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Contract;

namespace Orbit.Operator.Jobs.Phases;

/// <summary>Corrects a plan by what the satellite reports of its work, so that the next downlink is booked for a time at which the work can be done.</summary>
internal static class OnboardProgress
{
    /// <summary>The status and plan with what the report says: when the bundle arrived, and when the work ran or is expected to run.</summary>
    public static (OrbitalInferenceJobStatus Status, JobPlan Plan) Of(SatelliteReport? report, OrbitalInferenceJobStatus status, JobPlan plan)
    {
        if (Find(report, plan) is not { } attempt)
        {
            return (status, plan);
        }

        var actual = (status.Actual ?? new JobTimes()) with { UplinkFinished = status.Actual?.UplinkFinished ?? attempt.ReceivedAt };
        var duration = plan.Compute.End - plan.Compute.Start;
        return attempt switch
        {
            { Phase: AttemptPhase.Completed, FinishedAt: { } finished } =>
                (status with { Actual = actual with { ComputeStarted = attempt.StartedAt, ComputeFinished = finished } }, plan),
            { Phase: AttemptPhase.Running, StartedAt: { } started } => (status with { Actual = actual }, At(plan, started, EndOfRun(started, duration, report!.AsOf))),
            // The planner knows what is ahead of it and adds that.
            { Phase: AttemptPhase.Queued } when report!.AsOf > plan.Compute.Start => (status with { Actual = actual }, At(plan, report.AsOf, report.AsOf + duration)),
            _ => (status with { Actual = actual }, plan),
        };
    }

    /// <summary>The plan with its work as early as it can be by what the report says; the same when it says nothing of it.</summary>
    public static JobPlan Earliest(SatelliteReport? report, JobPlan plan)
    {
        var duration = plan.Compute.End - plan.Compute.Start;
        return Find(report, plan) switch
        {
            { Phase: AttemptPhase.Running, StartedAt: { } started } => At(plan, started, started + duration > report!.AsOf ? started + duration : report.AsOf),
            { Phase: AttemptPhase.Queued } when report!.AsOf > plan.Compute.Start => At(plan, report.AsOf, report.AsOf + duration),
            _ => plan,
        };
    }

    /// <summary>What the report says of the plan's attempt; null when it says nothing of it.</summary>
    public static AttemptReport? Find(SatelliteReport? report, JobPlan plan) =>
        report?.Attempts.FirstOrDefault(a => string.Equals(a.AttemptId, plan.AttemptId, StringComparison.Ordinal));

    private static JobPlan At(JobPlan plan, DateTimeOffset start, DateTimeOffset end) => plan with { Compute = new PlannedCompute { Start = start, End = end } };

    // A run that takes longer than planned may take as long again as it has taken: so the downlinks that are tried in vain get rarer.
    private static DateTimeOffset EndOfRun(DateTimeOffset started, TimeSpan duration, DateTimeOffset asOf) =>
        started + duration > asOf ? started + duration : asOf + (asOf - started);
}
