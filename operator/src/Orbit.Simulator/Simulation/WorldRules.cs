namespace Orbit.Simulator.Simulation;

/// <summary>The simulated providers' habits, the same for all stations; mission time.</summary>
internal sealed record WorldRules
{
    /// <summary>How far a contact may reach over the simulator's own pass at either end: the booker's elements may be others.</summary>
    public TimeSpan ViewTolerance { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a booking stays Scheduling; its antenna does not act before.</summary>
    public TimeSpan SchedulingDelay { get; init; } = TimeSpan.Zero;

    /// <summary>How long before its start a contact is in PrePass.</summary>
    public TimeSpan PrePass { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long after its end a contact is in PostPass.</summary>
    public TimeSpan PostPass { get; init; } = TimeSpan.FromSeconds(30);
}
