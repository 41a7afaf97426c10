namespace Orbit.Api.Schema;

/// <summary>What else kubectl calls a kind, such as <c>sat</c>.</summary>
/// <param name="names">Lower case short names.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ShortNamesAttribute(params string[] names) : Attribute
{
    /// <summary>Lower case short names.</summary>
    public IReadOnlyList<string> Names { get; } = names;
}
