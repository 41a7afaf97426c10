namespace Orbit.Api.Schema;

/// <summary>Of these properties of a type exactly one is set.</summary>
/// <param name="properties">Their C# names.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AlternativesAttribute(params string[] properties) : Attribute
{
    /// <summary>The C# names of the properties.</summary>
    public IReadOnlyList<string> Properties { get; } = properties;
}
