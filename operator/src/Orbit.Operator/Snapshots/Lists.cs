namespace Orbit.Operator.Snapshots;

/// <summary>Lists in sentences.</summary>
internal static class Lists
{
    /// <summary>The items as in "a, b and c".</summary>
    public static string Listed(this IReadOnlyList<string> items) =>
        items.Count < 2 ? string.Concat(items) : $"{string.Join(", ", items.Take(items.Count - 1))} and {items[^1]}";
}
