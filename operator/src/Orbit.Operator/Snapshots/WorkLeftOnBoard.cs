using System.Collections.Concurrent;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Planning.Fleets;

namespace Orbit.Operator.Snapshots;

/// <summary>Work of jobs that were deleted after their uplink had begun: nobody waits for its result, but it runs and keeps its accelerator.</summary>
/// <remarks>An operator that starts later does not know of it.</remarks>
internal sealed class WorkLeftOnBoard
{
    // Work may run later than planned; a day later it is over or will never be.
    private static readonly TimeSpan Retention = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, ComputeReservation> _byJob = new(StringComparer.Ordinal);

    /// <summary>A job was deleted.</summary>
    public void Add(OrbitalInferenceJob job)
    {
        if (job.Status is { Phase: JobPhase.Uplinking or JobPhase.Computing or JobPhase.Downlinking, Plan: { } plan }
            && ComputeReservations.Of(job, plan.Uplink.TransferEnd) is { } reservation)
        {
            // Also where nobody asks, as on a standby, what is over is dropped.
            Drop(reservation.Interval.Start);
            _byJob[job.Metadata.Uid!] = reservation;
        }
    }

    /// <summary>What may be on board at an instant, mission time.</summary>
    public IReadOnlyCollection<ComputeReservation> At(DateTimeOffset now)
    {
        Drop(now);
        return [.. _byJob.Values];
    }

    private void Drop(DateTimeOffset now)
    {
        foreach (var (job, reservation) in _byJob)
        {
            if (reservation.Interval.End + Retention < now)
            {
                _byJob.TryRemove(job, out _);
            }
        }
    }
}
