namespace Orbit.Kubernetes.Objects;

/// <summary>A single error among those of a <see cref="V1Status"/>.</summary>
public sealed record V1StatusCause
{
    /// <summary>One word for programs, such as <c>FieldValueRequired</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>A sentence for people.</summary>
    public string? Message { get; init; }

    /// <summary>Path of the field, such as <c>spec.containers[0].name</c>.</summary>
    public string? Field { get; init; }
}
