namespace Orbit.Api.Schema;

/// <summary>A column of <c>kubectl get</c>; columns stand in the order of the attributes.</summary>
/// <param name="name">The column's heading.</param>
/// <param name="type"><c>string</c>, <c>integer</c>, <c>number</c>, <c>boolean</c> or <c>date</c>. Instants of the mission clock are <c>string</c>: kubectl shows a <c>date</c> as an age by the wall clock, and one to come as &lt;invalid&gt;.</param>
/// <param name="jsonPath">Where the value stands in the object.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class PrinterColumnAttribute(string name, string type, string jsonPath) : Attribute
{
    /// <summary>The column's heading.</summary>
    public string Name { get; } = name;

    /// <summary>How the API server prints the value.</summary>
    public string Type { get; } = type;

    /// <summary>Where the value stands in the object.</summary>
    public string JsonPath { get; } = jsonPath;

    /// <summary>Whether the column is shown only with <c>-o wide</c>.</summary>
    public bool Wide { get; init; }

    /// <summary>What the column says, in a sentence.</summary>
    public string Description { get; init; } = "";
}
