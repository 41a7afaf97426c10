namespace Orbit.Gateway.Contract;

/// <summary>A satellite's accelerators.</summary>
public sealed record AcceleratorLoad
{
    /// <summary>How many there are.</summary>
    public required int Total { get; init; }

    /// <summary>How many are running an attempt.</summary>
    public required int Busy { get; init; }
}
