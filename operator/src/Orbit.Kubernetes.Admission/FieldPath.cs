using System.Globalization;
using System.Text.Json;

namespace Orbit.Kubernetes.Admission;

/// <summary>Finds the value that a field's path names in an object.</summary>
internal static class FieldPath
{
    /// <summary>Whether both objects have the same value at the path, or neither has one. The empty path names what a user writes: all but metadata and status.</summary>
    public static bool SameAt(string path, JsonElement first, JsonElement second)
    {
        if (path.Length == 0)
        {
            return SameAt("spec", first, second);
        }

        return (Find(path, first), Find(path, second)) switch
        {
            (null, null) => true,
            ({ } a, { } b) => JsonElement.DeepEquals(a, b),
            _ => false,
        };
    }

    private static JsonElement? Find(string path, JsonElement from)
    {
        // Member names with dots or brackets in them (labels) don't occur in the paths of validators: they name what holds them.
        foreach (var step in path.Replace("]", "", StringComparison.Ordinal).Split('.', '['))
        {
            if (from.ValueKind == JsonValueKind.Object && from.TryGetProperty(step, out var member))
            {
                from = member;
            }
            else if (from.ValueKind == JsonValueKind.Array
                && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < from.GetArrayLength())
            {
                from = from[index];
            }
            else
            {
                return null;
            }
        }

        return from;
    }
}
