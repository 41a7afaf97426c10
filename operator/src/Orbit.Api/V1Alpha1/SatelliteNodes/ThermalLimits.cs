namespace Orbit.Api.V1Alpha1.SatelliteNodes;

/// <summary>How long an accelerator may compute, and how long it then rests.</summary>
public sealed record ThermalLimits
{
    /// <summary>Longest time that an accelerator may compute at a stretch; a job that takes longer is not planned here.</summary>
    public required TimeSpan MaximumContinuousCompute { get; init; }

    /// <summary>Rest of an accelerator after each job, before it takes the next.</summary>
    public required TimeSpan CoolDown { get; init; }
}
