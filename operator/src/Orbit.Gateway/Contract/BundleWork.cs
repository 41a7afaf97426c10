namespace Orbit.Gateway.Contract;

/// <summary>How much a bundle has to compute: exactly one of the three.</summary>
public sealed record BundleWork
{
    /// <summary>Tokens, at the model's speed on board.</summary>
    public long? Tokens { get; init; }

    /// <summary>Operations in units of 10¹², at the satellite's speed.</summary>
    public double? TeraOperations { get; init; }

    /// <summary>Time on one accelerator, written as <c>30s</c>.</summary>
    public TimeSpan? Duration { get; init; }
}
