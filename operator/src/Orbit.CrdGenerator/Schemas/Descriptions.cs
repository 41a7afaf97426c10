using System.Globalization;
using System.Text;

namespace Orbit.CrdGenerator.Schemas;

/// <summary>Completes a doc comment by what the schema knows: bounds, alternatives, default and the meaning of each enum value. <c>kubectl explain</c> shows none of it otherwise.</summary>
internal static class Descriptions
{
    /// <summary>The description of a field.</summary>
    /// <param name="summary">Its doc comment.</param>
    /// <param name="schema">Its schema.</param>
    /// <param name="enumValues">Its enum values with their doc comments.</param>
    public static string Of(string summary, Schema schema, IReadOnlyList<KeyValuePair<string, string>> enumValues)
    {
        // What happens if the field is left out comes last, after what may stand in it.
        var end = summary.IndexOf(" Left out: ", StringComparison.Ordinal) is >= 0 and var found ? found : summary.Length;
        var text = new StringBuilder().Append(summary, 0, end);
        void Add(string sentence) => text.Append(sentence.Length > 0 ? " " : "").Append(sentence);

        Add(schema.Alternatives.Count > 0 ? $"Exactly one of {string.Join(", ", schema.Alternatives.Select(field => $"`{field}`"))}." : "");
        Add(schema.Dependency is var (field, with) ? $"`{field}` is required with `{with}`." : "");
        // A quantity can't be negative by its nature; to say so of each would be noise.
        Add(schema.IntOrString ? "" : schema.Bounds.InWords());
        Add(LeftOut(schema.Default));
        text.Append(summary, end, summary.Length - end);
        if (enumValues.Count > 0)
        {
            text.Append("\nPossible values:");
            foreach (var (name, meaning) in enumValues)
            {
                text.Append("\n - `").Append(name).Append("`: ").Append(meaning);
            }
        }

        return text.ToString();
    }

    /// <summary>A default as it stands in YAML; empty for none and for an empty object.</summary>
    public static string DefaultText(object? value) => value switch
    {
        null or IReadOnlyDictionary<string, object> => "",
        bool b => b ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string LeftOut(object? value) => DefaultText(value) is { Length: > 0 } text ? $"Left out: {text}." : "";
}
