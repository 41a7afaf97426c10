namespace Orbit.Gateway.Contract;

/// <summary>A span in which the gateway sees a satellite from a station.</summary>
public sealed record VisibleInterval
{
    /// <summary>First instant, mission time.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>First instant after it, mission time.</summary>
    public required DateTimeOffset End { get; init; }
}
