using System.Globalization;
using Orbit.Planning.Fleets;
using Orbit.Planning.Requests;

namespace Orbit.Planning.Search;

/// <summary>Whether a satellite could do a job at all, whatever the passes.</summary>
internal static class Fitness
{
    /// <summary>Null when it could; otherwise the first thing that speaks against it.</summary>
    /// <param name="satellite">The satellite.</param>
    /// <param name="job">The job.</param>
    /// <param name="duration">How long the work takes there, ticks.</param>
    public static Rejection? Rejection(Satellite satellite, JobRequest job, out long duration)
    {
        duration = 0;
        if (satellite.NotSchedulable is { } cause)
        {
            return new(RejectionReason.NotSchedulable, cause);
        }

        foreach (var taint in satellite.Taints)
        {
            if (job.Tolerations?.Invoke(taint) != true)
            {
                return taint == Taint.Cordon ? new(RejectionReason.Cordoned) : new(RejectionReason.Taint, taint.ToString());
            }
        }

        if (job.SatelliteSelector?.Invoke(satellite.Labels) == false)
        {
            return new(RejectionReason.Selector);
        }

        if (job.AvoidedSatellites.Count > 0 && job.AvoidedSatellites.Contains(satellite.Name, StringComparer.Ordinal))
        {
            return new(RejectionReason.Avoided);
        }

        if (!satellite.Models.TryGetValue(job.Model, out var tokensPerSecond))
        {
            return new(RejectionReason.Model, job.Model);
        }

        if (job.MemoryBytes > 0 && (satellite.MemoryBytes ?? 0) < job.MemoryBytes)
        {
            return new(RejectionReason.Memory, Format.Bytes(job.MemoryBytes));
        }

        if (satellite.Accelerators < 1)
        {
            return new(RejectionReason.Accelerator);
        }

        var speed = job.Work.Unit switch
        {
            WorkUnit.Tokens => tokensPerSecond,
            WorkUnit.TeraOperations => satellite.TeraOperationsPerSecond,
            _ => 1,
        };
        if (speed is not > 0)
        {
            return new(RejectionReason.Speed, job.Work.Unit == WorkUnit.Tokens ? $"tokens a second of model {job.Model}" : "operations a second");
        }

        var seconds = job.Work.Amount / speed.Value;
        if (seconds >= TimeSpan.MaxValue.TotalSeconds / 2
            || (satellite.Thermal?.MaximumContinuousCompute is { } maximum && seconds > maximum.TotalSeconds))
        {
            return new(RejectionReason.Thermal, Format.Seconds(seconds));
        }

        duration = (long)Math.Ceiling(seconds * 1000) * TimeSpan.TicksPerMillisecond;
        if (satellite.Power is { } power && power.WattHours(new TimeSpan(duration)) > power.UsableWattHours)
        {
            return new(RejectionReason.Energy, string.Create(CultureInfo.InvariantCulture, $"{power.WattHours(new TimeSpan(duration)):0.##} Wh"));
        }

        return null;
    }
}
