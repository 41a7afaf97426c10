namespace Orbit.Api.V1Alpha1.OrbitalInferenceJobs;

/// <summary>When things happened to a job, in mission time; what has not happened is absent.</summary>
public sealed record JobTimes
{
    /// <summary>The operator saw the job first; the turnaround counts from here.</summary>
    public DateTimeOffset? AcceptedTime { get; init; }

    /// <summary>The first byte went up.</summary>
    public DateTimeOffset? UplinkStarted { get; init; }

    /// <summary>The last byte had arrived on board.</summary>
    public DateTimeOffset? UplinkFinished { get; init; }

    /// <summary>An accelerator took up the job.</summary>
    public DateTimeOffset? ComputeStarted { get; init; }

    /// <summary>The answer was complete on board.</summary>
    public DateTimeOffset? ComputeFinished { get; init; }

    /// <summary>The first byte of the answer came down.</summary>
    public DateTimeOffset? DownlinkStarted { get; init; }

    /// <summary>The last byte of the answer was on the ground.</summary>
    public DateTimeOffset? DownlinkFinished { get; init; }

    /// <summary>The answer that is stored was on the ground, or the job was given up.</summary>
    public DateTimeOffset? Completed { get; init; }
}
