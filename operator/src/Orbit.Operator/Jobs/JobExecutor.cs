using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Client;
using Orbit.Gateway.Clock;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Gateways;
using Orbit.Operator.Jobs.Phases;
using Orbit.Operator.Scheduling;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Jobs;

/// <summary>
/// Takes a job that has a plan one step further; each phase has a class of its own in Phases. Every step looks at the world
/// first and may be repeated at any time: whatever it sends carries the attempt's or the contact's name (docs/designs/0002).
/// </summary>
internal sealed class JobExecutor
{
    private static readonly TimeSpan SilenceRetryWall = TimeSpan.FromSeconds(2);
    // What answers is no gateway, or not a sound one: asking again at once would not mend it.
    private static readonly TimeSpan FaultRetryWall = TimeSpan.FromSeconds(15);

    private readonly WorldStores _stores;
    private readonly PhaseContext _context;
    private readonly PendingPhase _pending;
    private readonly ScheduledPhase _scheduled;
    private readonly UplinkingPhase _uplinking;
    private readonly ComputingPhase _computing;
    private readonly DownlinkingPhase _downlinking;
    private readonly UnreachableGateway _unreachable;
    private readonly RefusedWrites _refused;

    public JobExecutor(
        KubernetesClient client,
        WorldStores stores,
        VisibilityIndex visibility,
        Stations stations,
        JobInputs inputs,
        Refusals refusals,
        ResultStore results,
        UnsentBundles unsent,
        Ledgers ledgers,
        InFlightContacts inFlight,
        PassCorrections corrections,
        ReactionTimes reactions,
        AttemptBackoff backoff,
        MissionClock clock)
    {
        _stores = stores;
        _context = new PhaseContext(stations, clock);
        var transitions = new JobTransitions(_context, refusals, backoff);
        var checks = new PlanChecks(client, stores, visibility);
        var moves = new MovedContacts(_context, stores, visibility);
        var contactRefusals = new ContactRefusals(_context, stores, visibility, refusals, corrections, reactions);
        var move = new DownlinkMove(_context, ledgers, inFlight, stores, visibility, transitions);
        var booking = new DownlinkBooking(_context, checks, moves, move, new SpecChanges(stores), transitions, contactRefusals);
        _pending = new PendingPhase(transitions);
        _scheduled = new ScheduledPhase(_context, checks, moves, transitions, contactRefusals, inputs, unsent, reactions);
        _uplinking = new UplinkingPhase(_context, transitions, move);
        _computing = new ComputingPhase(_context, booking);
        _downlinking = new DownlinkingPhase(_context, booking, transitions, move, results);
        _unreachable = new UnreachableGateway(_context, transitions, unsent, IsReady);
        // The step's own message must not have the refused write tried again.
        _refused = new RefusedWrites(clock.Wall, RefusedWrites.OwnersVersion);
    }

    /// <summary>The job's next status.</summary>
    public async Task<JobStep> StepAsync(OrbitalInferenceJob job, CancellationToken cancellationToken)
    {
        var status = job.Status ?? new OrbitalInferenceJobStatus();
        if (_refused.PauseOf(job) is { } pause)
        {
            return new JobStep(status, _context.After(pause));
        }

        try
        {
            var step = status.Phase switch
            {
                JobPhase.Pending or JobPhase.Suspended => _pending.Step(job, status),
                JobPhase.Scheduled => await _scheduled.StepAsync(job, status, cancellationToken),
                JobPhase.Uplinking => await _uplinking.StepAsync(job, status, cancellationToken),
                JobPhase.Computing => await _computing.StepAsync(job, status, cancellationToken),
                JobPhase.Downlinking => await _downlinking.StepAsync(job, status, cancellationToken),
                _ => new JobStep(status),
            };
            Forget(job.Metadata.Uid!);
            return step;
        }
        catch (ResultStoreException e) when (e.IsNamespaceEnding)
        {
            // The job goes with its namespace, and nobody is left to read about it.
            return new JobStep(status);
        }
        catch (ResultStoreException e)
        {
            return new JobStep(
                status with { Message = e.Message }, _context.After(_refused.Refused(job)), new JobEvent("ResultNotStored", e.Message, IsWarning: true));
        }
        catch (GatewayException e)
        {
            return _unreachable.Step(job, status, e.Message, e is GatewayUnreachableException ? SilenceRetryWall : FaultRetryWall);
        }
    }

    /// <summary>The job with this uid is gone.</summary>
    public void Forget(string jobUid) => _refused.Forget(jobUid);

    private bool IsReady(string groundLink) =>
        _stores.GroundLinks.Find(new NamespacedName(groundLink))?.Status?.Conditions.IsConditionTrue(ConditionTypes.Ready) is true;
}
