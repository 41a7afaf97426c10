namespace Orbit.Kubernetes.Objects;

/// <summary>What an error of the API server is about.</summary>
public sealed record V1StatusDetails
{
    /// <summary>Name of the object.</summary>
    public string? Name { get; init; }

    /// <summary>API group of the object.</summary>
    public string? Group { get; init; }

    /// <summary>Kind or plural of the object.</summary>
    public string? Kind { get; init; }

    /// <summary>Uid of the object.</summary>
    public string? Uid { get; init; }

    /// <summary>Single errors, such as one a field.</summary>
    public IReadOnlyList<V1StatusCause>? Causes { get; init; }

    /// <summary>Seconds to wait before trying again; 0 if the server gave none.</summary>
    public int RetryAfterSeconds { get; init; }
}
