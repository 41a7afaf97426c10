namespace Orbit.CrdGenerator.Schemas;

/// <summary>A structural schema of OpenAPI v3, as far as the custom resources need it; what is null or empty is not written.</summary>
internal sealed record Schema
{
    /// <summary>JSON type; null for a quantity, which is an integer or a string.</summary>
    public string? Type { get; init; }

    /// <summary>What people call the type, such as <c>duration</c>; for the reference page.</summary>
    public required string TypeName { get; init; }

    /// <summary>What the value means, for <c>kubectl explain</c>.</summary>
    public string Description { get; init; } = "";

    /// <summary>Format that the API server checks.</summary>
    public string? Format { get; init; }

    /// <summary>What the API server puts in when the value is left out: a string, number, boolean, or an empty object.</summary>
    public object? Default { get; init; }

    /// <summary>Values allowed.</summary>
    public IReadOnlyList<string> Enum { get; init; } = [];

    /// <summary>Regular expression (RE2) that a string must match.</summary>
    public string? Pattern { get; init; }

    /// <summary>Bounds of a number.</summary>
    public Bounds Bounds { get; init; } = Bounds.None;

    /// <summary>Least length of a string, or count of a list.</summary>
    public int? MinLength { get; init; }

    /// <summary>Greatest length of a string, or count of a list.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Fields of an object, in the order of their declaration.</summary>
    public IReadOnlyList<KeyValuePair<string, Schema>> Properties { get; init; } = [];

    /// <summary>Fields that must be there.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>Fields of which exactly one must be there.</summary>
    public IReadOnlyList<string> Alternatives { get; init; } = [];

    /// <summary>A field that must be there when another one is; null for none.</summary>
    public (string Field, string With)? Dependency { get; init; }

    /// <summary>Schema of a list's items.</summary>
    public Schema? Items { get; init; }

    /// <summary>Schema of a map's values.</summary>
    public Schema? AdditionalProperties { get; init; }

    /// <summary><c>atomic</c>, <c>set</c> or <c>map</c> for a list.</summary>
    public string? ListType { get; init; }

    /// <summary>Keys of a list of type <c>map</c>.</summary>
    public IReadOnlyList<string> ListMapKeys { get; init; } = [];

    /// <summary>Whether the value may be an integer or a string.</summary>
    public bool IntOrString { get; init; }
}
