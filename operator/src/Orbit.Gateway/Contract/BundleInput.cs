namespace Orbit.Gateway.Contract;

/// <summary>A bundle's input: exactly one of the two.</summary>
public sealed record BundleInput
{
    /// <summary>The input itself.</summary>
    public string? Text { get; init; }

    /// <summary>Where the station fetches the input.</summary>
    public string? Uri { get; init; }
}
