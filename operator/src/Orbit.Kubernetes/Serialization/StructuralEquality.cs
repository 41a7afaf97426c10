using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Orbit.Kubernetes.Serialization;

/// <summary>Compares values as the API server would see them: nothing is written unless something changed.</summary>
public static class StructuralEquality
{
    /// <summary>Whether two values have the same JSON. The order of an object's members does not matter, that of a list's items does.</summary>
    /// <remarks>Records compare their lists and dictionaries by reference, which tells nothing about two that were built apart.</remarks>
    public static bool Equals<T>(T? first, T? second, JsonTypeInfo<T> type)
        where T : class
    {
        if (ReferenceEquals(first, second))
        {
            return true;
        }

        if (first is null || second is null)
        {
            return false;
        }

        return JsonElement.DeepEquals(JsonSerializer.SerializeToElement(first, type), JsonSerializer.SerializeToElement(second, type));
    }
}
