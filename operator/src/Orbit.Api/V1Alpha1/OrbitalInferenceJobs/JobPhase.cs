namespace Orbit.Api.V1Alpha1.OrbitalInferenceJobs;

/// <summary>What a job is doing.</summary>
public enum JobPhase
{
    /// <summary>Waits for a plan; the message says why and until when.</summary>
    Pending,

    /// <summary>Has a plan, and waits for its uplink.</summary>
    Scheduled,

    /// <summary>On its way up.</summary>
    Uplinking,

    /// <summary>On board: waiting for its accelerator, computing, or done and out of view.</summary>
    Computing,

    /// <summary>The work should be done; the result waits for its contact or is on its way down.</summary>
    Downlinking,

    /// <summary>The result is on the ground and stored.</summary>
    Succeeded,

    /// <summary>Given up; the message says why.</summary>
    Failed,

    /// <summary>Held by <c>spec.suspend</c>.</summary>
    Suspended,
}
