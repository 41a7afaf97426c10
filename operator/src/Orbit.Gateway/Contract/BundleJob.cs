namespace Orbit.Gateway.Contract;

/// <summary>Which job a bundle belongs to.</summary>
public sealed record BundleJob
{
    /// <summary>The job's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The job's name.</summary>
    public required string Name { get; init; }

    /// <summary>The job's uid.</summary>
    public required string Uid { get; init; }
}
