using Orbit.Planning.Outcomes;

namespace Orbit.Turnaround;

/// <summary>The plan of a job that was submitted at one start time, and where its time goes.</summary>
/// <param name="Start">When the job was submitted.</param>
/// <param name="Ready">When an antenna that turned at once could begin.</param>
/// <param name="Plan">The planner's plan.</param>
public sealed record Sample(DateTimeOffset Start, DateTimeOffset Ready, Plan Plan)
{
    /// <summary>From the start to the answer on the ground.</summary>
    public TimeSpan Turnaround => Plan.Completion - Start;

    /// <summary>Reaction, slew and set-up.</summary>
    public TimeSpan SetUp => Ready - Start;

    /// <summary>From a ready antenna to the uplink: no satellite is where it could be used.</summary>
    public TimeSpan UplinkWait => Plan.Uplink!.Transfer.Start - Ready;

    /// <summary>The uplink and the downlink themselves.</summary>
    public TimeSpan Transfers => Plan.Uplink!.Transfer.Duration + Plan.Downlink.Transfer.Duration;

    /// <summary>The work.</summary>
    public TimeSpan Compute => Plan.Compute!.Value.Duration;

    /// <summary>From the end of the work to the downlink: the satellite is over no station; the margin is part of it.</summary>
    public TimeSpan DownlinkWait => Plan.Downlink.Transfer.Start - Plan.Compute!.Value.End;
}
