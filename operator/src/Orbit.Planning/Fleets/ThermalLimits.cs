namespace Orbit.Planning.Fleets;

/// <summary>How long an accelerator may work at a stretch, and how long it then rests.</summary>
/// <param name="MaximumContinuousCompute">The longest piece of work; null when there is no limit.</param>
/// <param name="CoolDown">The rest of an accelerator after each piece of work.</param>
public sealed record ThermalLimits(TimeSpan? MaximumContinuousCompute, TimeSpan CoolDown);
