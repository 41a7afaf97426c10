namespace Orbit.Api.V1Alpha1.SatelliteNodes;

/// <summary>How long the satellite may compute before it has to cool down.</summary>
public sealed record ThermalLimits
{
    /// <summary>Longest time of computing without a pause.</summary>
    public required TimeSpan MaximumContinuousCompute { get; init; }

    /// <summary>Pause after that time before computing may go on.</summary>
    public required TimeSpan CoolDown { get; init; }
}
