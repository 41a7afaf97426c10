using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Operator.Scheduling;

namespace Orbit.Operator.Jobs.Phases;

/// <summary>A gateway does not answer, or not as the contract says: it holds nobody up for longer than its contact; then the job goes on with what is safe.</summary>
/// <param name="context">The clocks.</param>
/// <param name="transitions">What becomes of a job whose plan can't be kept.</param>
/// <param name="unsent">What is certain not to be at any gateway.</param>
/// <param name="isReady">Whether a ground link, by name, can be reached as a rule.</param>
internal sealed class UnreachableGateway(PhaseContext context, JobTransitions transitions, UnsentBundles unsent, Func<string, bool> isReady)
{
    /// <summary>One step.</summary>
    /// <param name="job">The job.</param>
    /// <param name="status">Its status.</param>
    /// <param name="message">Which gateway does not answer, and how.</param>
    /// <param name="retry">After how long it is worth asking again while there is time, wall time.</param>
    public JobStep Step(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, string message, TimeSpan retry)
    {
        var plan = status.Plan;
        switch (status.Phase)
        {
            case JobPhase.Scheduled when plan is not null && unsent.Contains(job.Metadata.Uid!, plan.AttemptId)
                && (context.Now >= plan.Uplink.End || plan.Contacts().Any(c => !isReady(c.GroundLink))):
                return transitions.Replan(job, status, "GatewayUnreachable", message);
            case JobPhase.Scheduled or JobPhase.Uplinking when plan is not null && context.Now >= plan.Uplink.End + context.Grace:
                return JobTransitions.AssumeOnBoard(status, message);
            case JobPhase.Computing or JobPhase.Downlinking when plan?.Downlink is { } downlink && context.Now >= downlink.End + context.Grace:
                return transitions.LoseDownlink(job, status, plan, downlink, message);
            default:
                return new JobStep(status with { Message = message }, context.After(retry));
        }
    }
}
