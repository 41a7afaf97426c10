namespace Orbit.Kubernetes.Objects.Core;

/// <summary>An environment variable.</summary>
public sealed record V1EnvVar
{
    /// <summary>Name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Value.</summary>
    public string? Value { get; init; }
}
