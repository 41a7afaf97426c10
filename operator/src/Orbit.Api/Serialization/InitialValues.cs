using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Orbit.Api.Serialization;

/// <summary>Makes a property that the JSON leaves out keep the initial value that its type declares; so do lists and objects that it gives as null.</summary>
/// <remarks>
/// The source generator treats <c>init</c> properties as constructor parameters and hands them <c>default</c> when they
/// are absent (dotnet/runtime#84484), so that one antenna would become none. Here the object is made first and only
/// what is present is set.
/// </remarks>
internal static class InitialValues
{
    /// <summary>The resolver modifier.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "The generated code calls the constructor and every init accessor, so trimming keeps them.")]
    public static void Keep(JsonTypeInfo type)
    {
        // The models of the package have ordinary setters, which the generator calls for what is present only.
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.Namespace is "k8s.Models" || type.Type.GetConstructor(Type.EmptyTypes) is not { } constructor)
        {
            return;
        }

        type.CreateObject = () => constructor.Invoke(null);
        foreach (var json in type.Properties)
        {
            if (json.AttributeProvider is PropertyInfo { CanWrite: true } property)
            {
                json.Set = (target, value) => Set(target, property, json, value);
            }
        }
    }

    private static void Set(object target, PropertyInfo property, JsonPropertyInfo json, object? value)
    {
        if (value is not null)
        {
            property.SetValue(target, value);
        }
        else if (json.IsRequired)
        {
            throw new JsonException($"{json.Name} must not be null.");
        }
    }
}
