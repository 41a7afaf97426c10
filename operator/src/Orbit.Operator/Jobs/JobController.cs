using k8s.Models;
using KubeOps.Abstractions.Rbac;
using KubeOps.Abstractions.Reconciliation;
using KubeOps.Abstractions.Reconciliation.Controller;
using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Clock;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Scheduling;
using Orbit.Operator.Snapshots;
using Result = KubeOps.Abstractions.Reconciliation.ReconciliationResult<Orbit.Api.V1Alpha1.OrbitalInferenceJobs.OrbitalInferenceJob>;

namespace Orbit.Operator.Jobs;

/// <summary>Takes each job through its life, one step a look, and keeps its pods in agreement.</summary>
[EntityRbac(typeof(OrbitalInferenceJob), Verbs = RbacVerb.Delete)]
[GenericRbac(Groups = [OrbitGroup.Name], Resources = ["orbitalinferencejobs/status"], Verbs = RbacVerb.Update)]
internal sealed class JobController(
    KubernetesClient client, WorldStores stores, JobExecutor executor, AttemptPods pods, Refusals refusals, UnsentBundles unsent, AttemptBackoff backoff, JobEvents events, MissionClock clock)
    : IEntityController<OrbitalInferenceJob>
{
    private static readonly TimeSpan PodRetryWall = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AfterConflictWall = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LeastPauseWall = TimeSpan.FromMilliseconds(5);

    // A refused status leaves the job at its version; pods are refused while its status goes on.
    private readonly RefusedWrites _refusedStatus = new(clock.Wall, job => job.Metadata.ResourceVersion ?? "");
    private readonly RefusedWrites _refusedPods = new(clock.Wall, RefusedWrites.OwnersVersion);

    public async Task<ReconciliationResult<OrbitalInferenceJob>> ReconcileAsync(OrbitalInferenceJob entity, CancellationToken cancellationToken)
    {
        var before = entity.Status ?? new OrbitalInferenceJobStatus();
        if (entity.Metadata.DeletionTimestamp is null && JobExpiry.Of(entity, before, clock) <= clock.GetUtcNow())
        {
            // Only as it is known here: somebody may have given it more time, or set it going again.
            var asKnown = new V1DeleteOptions { PropagationPolicy = "Background", Preconditions = new V1Preconditions { Uid = entity.Metadata.Uid, ResourceVersion = entity.Metadata.ResourceVersion } };
            await client.DeleteAsync<OrbitalInferenceJob>(NamespacedName.Of(entity), asKnown, cancellationToken);
            return Result.Success(entity);
        }

        if (_refusedStatus.PauseOf(entity) is { } pause)
        {
            return Result.Success(entity, pause);
        }

        var step = await StepAsync(entity, before, cancellationToken);
        var status = step.Status;
        if (!ReferenceEquals(status, entity.Status) && !StatusEquality.Same(before, status))
        {
            status = status with { ObservedGeneration = entity.Metadata.Generation };
            try
            {
                await client.UpdateStatusAsync(entity with { Status = status }, cancellationToken);
                _refusedStatus.Forget(entity.Metadata.Uid!);
            }
            catch (KubernetesApiException e) when (e.IsConflict || e.IsNotFound)
            {
                // Somebody was faster. The step may be repeated; the change that beat it is on its way here.
                return Result.Success(entity, e.IsNotFound ? null : AfterConflictWall);
            }
            catch (KubernetesApiException e) when (e.IsRefusal)
            {
                events.Warning(entity, "StatusRefused", e.Sentence);
                return Result.Success(entity, _refusedStatus.Refused(entity));
            }

            Tell(entity, before, step with { Status = status });
        }

        return Result.Success(entity, await SyncPodsAsync(entity, status, step.Next, cancellationToken));
    }

    public Task<ReconciliationResult<OrbitalInferenceJob>> DeletedAsync(OrbitalInferenceJob entity, CancellationToken cancellationToken)
    {
        var uid = entity.Metadata.Uid!;
        refusals.Forget(uid);
        unsent.Forget(uid);
        backoff.Reset(uid);
        executor.Forget(uid);
        _refusedStatus.Forget(uid);
        _refusedPods.Forget(uid);
        if (entity.Status?.Plan is { } plan)
        {
            Recheck(plan);
        }

        return Task.FromResult(Result.Success(entity));
    }

    private async Task<JobStep> StepAsync(OrbitalInferenceJob entity, OrbitalInferenceJobStatus before, CancellationToken cancellationToken)
    {
        if (entity.Metadata.DeletionTimestamp is not null)
        {
            return new JobStep(before.Deleting(entity.Metadata.Generation, clock.Wall.GetUtcNow()));
        }

        var step = await executor.StepAsync(entity, cancellationToken);

        // What waits for a plan is observed by the scheduler, which reports why it waits.
        return (before.Phase, step.Status.Phase) is (JobPhase.Pending, JobPhase.Pending)
            ? step
            : step with { Status = step.Status.Observe(entity, clock.Wall.GetUtcNow()) };
    }

    private void Tell(OrbitalInferenceJob entity, OrbitalInferenceJobStatus before, JobStep step)
    {
        if (step.Event is { } said)
        {
            events.Tell(entity, said);
        }

        if (step.Status.Conditions.FindCondition(ConditionTypes.SpecApplied) is { } applied
            && !string.Equals(before.Conditions.FindCondition(applied.Type)?.Message, applied.Message, StringComparison.Ordinal))
        {
            events.Warning(entity, applied.Reason, applied.Message);
        }

        if (before.Plan is { } plan && (!ReferenceEquals(step.Status.Plan, plan) || step.Status.Phase is JobPhase.Failed))
        {
            Recheck(plan);
        }
    }

    // After what time to look again; null for none.
    private async Task<TimeSpan?> SyncPodsAsync(
        OrbitalInferenceJob entity, OrbitalInferenceJobStatus status, DateTimeOffset? next, CancellationToken cancellationToken)
    {
        if (entity.Metadata.DeletionTimestamp is null)
        {
            next ??= JobExpiry.Of(entity, status, clock);
        }

        if (_refusedPods.PauseOf(entity) is { } pause)
        {
            return Next(next, pause);
        }

        try
        {
            await pods.SyncAsync(entity, status, cancellationToken);
            _refusedPods.Forget(entity.Metadata.Uid!);
            return Next(next);
        }
        catch (KubernetesApiException e) when (e.IsNamespaceEnding)
        {
            // The job goes with its namespace, and nobody is left to read about it.
            return Next(next);
        }
        catch (KubernetesApiException e) when (e.IsRefusal)
        {
            // A quota or a taken name must not hold up what happens in orbit.
            events.Warning(entity, "PodNotWritten", e.Sentence);
            return Next(next, _refusedPods.Refused(entity));
        }
        catch (KubernetesApiException)
        {
            return Next(next, PodRetryWall);
        }
    }

    private void Recheck(JobPlan plan)
    {
        stores.Recheck(plan.Uplink.GroundLink);
        stores.Recheck(plan.Downlink?.GroundLink ?? plan.Uplink.GroundLink);
    }

    // The earlier of the two.
    private TimeSpan? Next(DateTimeOffset? instant, TimeSpan retryWall)
    {
        var retry = clock.GetUtcNow() + (retryWall * clock.Rate);
        return Next(instant < retry ? instant : retry);
    }

    private TimeSpan? Next(DateTimeOffset? instant)
    {
        if (instant is not { } at)
        {
            return null;
        }

        var pause = clock.ToWall(at) - clock.Wall.GetUtcNow();
        return pause > LeastPauseWall ? pause : LeastPauseWall;
    }
}
