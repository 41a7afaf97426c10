namespace Orbit.Api.Schema;

/// <summary>A property that must be set when another one of its type is. A type can hold one such property: a schema has one <c>anyOf</c>.</summary>
/// <param name="other">C# name of the other property.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RequiredWithAttribute(string other) : Attribute
{
    /// <summary>C# name of the other property.</summary>
    public string Other { get; } = other;
}
