namespace Orbit.Kubernetes.Admission;

/// <summary>What a validator found.</summary>
public sealed record ValidationResult
{
    /// <summary>Why the object can't be accepted; empty when it can.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>What its author should know although it is accepted: one sentence each, of at most 256 characters. kubectl shows them.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
