using System.ComponentModel.DataAnnotations;

namespace Orbit.Api.V1Alpha1.SatelliteNodes;

/// <summary>Solar array, battery and draw. A job is planned only if the battery can give its energy alone, as it must in the Earth's shadow.</summary>
public sealed record PowerBudget
{
    /// <summary>Mean power of the solar array in sunlight, watts; this version plans without it.</summary>
    [Range(0.0, 1e6)]
    public required double SolarWatts { get; init; }

    /// <summary>Capacity of the battery, watt hours.</summary>
    [Range(0.0, 1e6, MinimumIsExclusive = true)]
    public required double BatteryWattHours { get; init; }

    /// <summary>State of charge that a job must leave, percent of the capacity.</summary>
    [Range(0.0, 100.0)]
    public double MinimumChargePercent { get; init; } = 20;

    /// <summary>Draw of the whole satellite when it doesn't compute, watts; this version plans without it.</summary>
    [Range(0.0, 1e6)]
    public required double IdleWatts { get; init; }

    /// <summary>Draw of one busy accelerator on top of the idle draw, watts.</summary>
    [Range(0.0, 1e6)]
    public required double ComputeWatts { get; init; }
}
