namespace Orbit.Kubernetes.Objects.Core;

/// <summary>Names an object of any kind.</summary>
public sealed record V1ObjectReference
{
    /// <summary>Group and version.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>Kind.</summary>
    public string? Kind { get; init; }

    /// <summary>Namespace.</summary>
    public string? Namespace { get; init; }

    /// <summary>Name.</summary>
    public string? Name { get; init; }

    /// <summary>Uid.</summary>
    public string? Uid { get; init; }

    /// <summary>Version it was seen at.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Part of the object.</summary>
    public string? FieldPath { get; init; }
}
