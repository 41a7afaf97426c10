namespace Orbit.Planning.Fleets;

/// <summary>What a satellite's battery can give to one piece of work.</summary>
/// <param name="ComputeWatts">Draw while an accelerator works, watts.</param>
/// <param name="BatteryWattHours">Capacity of the battery, watt-hours.</param>
/// <param name="MinimumChargePercent">The state of charge that must be left, percent of the capacity.</param>
public sealed record PowerBudget(double ComputeWatts, double BatteryWattHours, double MinimumChargePercent = 0)
{
    /// <summary>The energy that may be drawn from a full battery, watt-hours.</summary>
    /// <remarks>What the panels give meanwhile is not counted: the work may fall into the eclipse.</remarks>
    public double UsableWattHours => BatteryWattHours * (1 - (MinimumChargePercent / 100));

    /// <summary>The energy that computing for <paramref name="duration"/> takes, watt-hours.</summary>
    public double WattHours(TimeSpan duration) => ComputeWatts * duration.TotalHours;
}
