namespace Orbit.Api.Schema;

/// <summary>
/// One of several ways to fill a type: of all the alternatives on a type, exactly one has all its properties set.
/// </summary>
/// <param name="properties">C# names of the properties that are set together.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AlternativeAttribute(params string[] properties) : Attribute
{
    /// <summary>C# names of the properties that are set together.</summary>
    public IReadOnlyList<string> Properties { get; } = properties;
}
