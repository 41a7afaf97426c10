namespace Orbit.Kubernetes.Objects;

/// <summary>What the API server answers when it has no object to answer with, most of all its errors.</summary>
public sealed record V1Status
{
    /// <summary><c>Success</c> or <c>Failure</c>.</summary>
    public string? Status { get; init; }

    /// <summary>A sentence for people.</summary>
    public string? Message { get; init; }

    /// <summary>One word for programs, such as <c>Conflict</c> or <c>AlreadyExists</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>HTTP status code; 0 if the server gave none.</summary>
    public int Code { get; init; }

    /// <summary>What the error is about.</summary>
    public V1StatusDetails? Details { get; init; }
}
