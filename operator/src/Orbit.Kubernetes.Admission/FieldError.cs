namespace Orbit.Kubernetes.Admission;

/// <summary>What is wrong with one field.</summary>
/// <param name="Field">Its path, such as <c>spec.maintenance[1].end</c>; empty when the object as a whole is meant.</param>
/// <param name="Message">What is wrong and what would be right, as it reads after the path.</param>
public sealed record FieldError(string Field, string Message)
{
    /// <summary>The path and the message, as kubectl shows them.</summary>
    public override string ToString() => Field.Length == 0 ? Message : $"{Field}: {Message}";
}
