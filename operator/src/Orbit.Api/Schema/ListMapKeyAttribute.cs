namespace Orbit.Api.Schema;

/// <summary>Makes a list a map: these properties identify its items, also for server-side apply, and no two items may agree in all of them.</summary>
/// <param name="properties">C# names of the key properties of the item type; each is required there.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListMapKeyAttribute(params string[] properties) : Attribute
{
    /// <summary>C# names of the key properties of the item type.</summary>
    public IReadOnlyList<string> Properties { get; } = properties;
}
