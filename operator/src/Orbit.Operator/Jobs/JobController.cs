using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Gateway.Clock;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Reconciling;
using Orbit.Operator.Scheduling;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Jobs;

/// <summary>Takes each job through its life, one step a look, and keeps its pods in agreement.</summary>
internal sealed class JobController(
    KubernetesClient client, WorldStores stores, JobExecutor executor, AttemptPods pods, Refusals refusals, UnsentBundles unsent, AttemptBackoff backoff, JobEvents events, MissionClock clock)
    : IEntityController<OrbitalInferenceJob>
{
    private static readonly TimeSpan PodRetryWall = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AfterConflictWall = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LeastPauseWall = TimeSpan.FromMilliseconds(5);

    public async Task<ReconcileResult> ReconcileAsync(OrbitalInferenceJob entity, CancellationToken cancellationToken)
    {
        if (entity.Metadata.DeletionTimestamp is not null)
        {
            return ReconcileResult.Done;
        }

        var before = entity.Status ?? new OrbitalInferenceJobStatus();
        if (JobExpiry.Of(entity, before, clock) is { } expiry)
        {
            if (expiry <= clock.GetUtcNow())
            {
                // Only as it is known here: somebody may have given it more time, or set it going again.
                var asKnown = new DeleteOptions { Uid = entity.Metadata.Uid, ResourceVersion = entity.Metadata.ResourceVersion, PropagationPolicy = PropagationPolicy.Background };
                await client.DeleteAsync<OrbitalInferenceJob>(NamespacedName.Of(entity), asKnown, cancellationToken);
                return ReconcileResult.Done;
            }
        }

        var step = await executor.StepAsync(entity, cancellationToken);
        var status = step.Status;
        if (!ReferenceEquals(status, entity.Status) && !StatusEquality.Same(before, status))
        {
            status = status with { ObservedGeneration = entity.Metadata.Generation };
            try
            {
                await client.UpdateStatusAsync(entity with { Status = status }, cancellationToken);
            }
            catch (KubernetesApiException e) when (e.IsConflict || e.IsNotFound)
            {
                // Somebody was faster. The step may be repeated; the change that beat it is on its way here.
                return e.IsNotFound ? ReconcileResult.Done : ReconcileResult.After(AfterConflictWall);
            }

            if (step.Event is { } said)
            {
                events.Tell(entity, said);
            }

            if (before.Plan is { } plan && (!ReferenceEquals(status.Plan, plan) || status.Phase is JobPhase.Failed))
            {
                stores.Recheck(plan.Uplink.GroundLink);
                stores.Recheck(plan.Downlink?.GroundLink ?? plan.Uplink.GroundLink);
            }
        }

        try
        {
            await pods.SyncAsync(entity, status, cancellationToken);
        }
        catch (KubernetesApiException e)
        {
            // A quota or a taken name must not hold up what happens in orbit.
            events.Warning(entity, "PodNotWritten", e.Message);
            return Next(clock.GetUtcNow() + (PodRetryWall * clock.Rate) is var retry && step.Next < retry ? step.Next : retry);
        }

        return Next(step.Next ?? JobExpiry.Of(entity, status, clock));
    }

    public Task DeletedAsync(OrbitalInferenceJob lastKnown, CancellationToken cancellationToken)
    {
        refusals.Forget(lastKnown.Metadata.Uid!);
        unsent.Forget(lastKnown.Metadata.Uid!);
        backoff.Reset(lastKnown.Metadata.Uid!);
        if (lastKnown.Status?.Plan is { } plan)
        {
            stores.Recheck(plan.Uplink.GroundLink);
            stores.Recheck(plan.Downlink?.GroundLink ?? plan.Uplink.GroundLink);
        }

        return Task.CompletedTask;
    }

    private ReconcileResult Next(DateTimeOffset? instant)
    {
        if (instant is not { } at)
        {
            return ReconcileResult.Done;
        }

        var pause = clock.ToWall(at) - clock.Wall.GetUtcNow();
        return ReconcileResult.After(pause > LeastPauseWall ? pause : LeastPauseWall);
    }
}
