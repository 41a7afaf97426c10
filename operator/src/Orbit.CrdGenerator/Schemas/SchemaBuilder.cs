using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Orbit.Api.Schema;
using Orbit.Api.Serialization;
using Orbit.CrdGenerator.Documentation;

namespace Orbit.CrdGenerator.Schemas;

/// <summary>Makes schemas from the JSON contracts of types, so that what the schema says and what is read can't drift apart.</summary>
/// <param name="documentation">Where the descriptions come from.</param>
/// <param name="withDefaults">Whether initial values become defaults. In a status they must not: the server would add fields that no writer owns.</param>
internal sealed class SchemaBuilder(XmlDocumentation documentation, bool withDefaults)
{
    /// <summary>The schema of a property: its type's, with the property's description and constraints.</summary>
    /// <param name="property">The property in its contract.</param>
    /// <param name="owner">An instance as declared, from which the default is read; null for none.</param>
    public Schema OfProperty(JsonPropertyInfo property, object? owner)
    {
        var member = (PropertyInfo)property.AttributeProvider!;
        var schema = Constrain(OfType(property.PropertyType), member);
        var initial = withDefaults && !property.IsRequired && owner is not null ? DefaultOf(property.Get!(owner), property.PropertyType) : null;
        schema = schema with { Default = initial };
        return schema with { Description = Descriptions.Of(documentation.Summary(member), schema, EnumValues(property.PropertyType)) };
    }

    private Schema OfType(Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (WellKnownSchemas.Find(type) is { } known)
        {
            return known;
        }

        if (type.IsEnum)
        {
            return new Schema { Type = "string", TypeName = "enum", Enum = Enum.GetNames(type) };
        }

        var contract = OrbitJson.Options.GetTypeInfo(type);
        return contract.Kind switch
        {
            JsonTypeInfoKind.Enumerable => ListOf(contract.ElementType!),
            JsonTypeInfoKind.Dictionary => MapOf(contract.ElementType!),
            JsonTypeInfoKind.Object => OfObject(contract),
            _ => throw new NotSupportedException($"{type} has no schema."),
        };
    }

    private Schema ListOf(Type element)
    {
        var items = OfType(element);
        return new Schema { Type = "array", TypeName = $"list of {items.TypeName}s", Items = items, ListType = "atomic" };
    }

    private Schema MapOf(Type element)
    {
        var values = OfType(element);
        return new Schema { Type = "object", TypeName = $"map of {values.TypeName}s", AdditionalProperties = values };
    }

    private Schema OfObject(JsonTypeInfo contract)
    {
        var declared = Activator.CreateInstance(contract.Type);
        return new Schema
        {
            Type = "object",
            TypeName = "object",
            Description = documentation.Summary(contract.Type),
            Properties = [.. contract.Properties.Select(p => KeyValuePair.Create(p.Name, OfProperty(p, declared)))],
            Required = [.. contract.Properties.Where(p => p.IsRequired).Select(p => p.Name)],
            Alternatives = [.. (contract.Type.GetCustomAttribute<AlternativesAttribute>()?.Properties ?? []).Select(JsonNamingPolicy.CamelCase.ConvertName)],
            Dependency = DependencyOf(contract),
        };
    }

    private static (string Field, string With)? DependencyOf(JsonTypeInfo contract) => contract.Properties
        .Select(p => (p.Name, With: p.AttributeProvider!.GetCustomAttributes(typeof(RequiredWithAttribute), inherit: false).Cast<RequiredWithAttribute>().SingleOrDefault()))
        .Where(p => p.With is not null)
        .Select(p => ((string, string)?)(p.Name, JsonNamingPolicy.CamelCase.ConvertName(p.With!.Other)))
        .SingleOrDefault();

    private static Schema Constrain(Schema schema, PropertyInfo member)
    {
        // On a list, lengths are about the list, and ranges and patterns about its items.
        if (schema.Items is { } items && items.Properties.Count == 0)
        {
            schema = schema with { Items = ConstrainValue(items, member) };
        }

        schema = schema.Items is null ? ConstrainValue(schema, member) : schema;
        return (member.GetCustomAttribute<ListMapKeyAttribute>(), member.GetCustomAttribute<ListSetAttribute>()) switch
        {
            ({ } map, _) => WithLengths(schema, member) with { ListType = "map", ListMapKeys = [.. map.Properties.Select(JsonNamingPolicy.CamelCase.ConvertName)] },
            (_, { }) => WithLengths(schema, member) with { ListType = "set" },
            _ => WithLengths(schema, member),
        };
    }

    private static Schema ConstrainValue(Schema schema, PropertyInfo member)
    {
        if (member.GetCustomAttribute<RangeAttribute>() is { } range)
        {
            schema = schema with { Bounds = Bounds.Of(range) };
        }

        // A pattern of the property's own stands for a notation of its own, which the type's format would refuse.
        return member.GetCustomAttribute<RegularExpressionAttribute>() is { } pattern
            ? schema with { Pattern = pattern.Pattern, Format = null }
            : schema;
    }

    private static Schema WithLengths(Schema schema, PropertyInfo member) => schema with
    {
        MinLength = member.GetCustomAttribute<StringLengthAttribute>() switch
        {
            { MinimumLength: > 0 } text => text.MinimumLength,
            _ => member.GetCustomAttribute<ListLengthAttribute>() is { Minimum: > 0 } list ? list.Minimum : schema.MinLength,
        },
        MaxLength = member.GetCustomAttribute<StringLengthAttribute>()?.MaximumLength ?? member.GetCustomAttribute<ListLengthAttribute>()?.Maximum ?? schema.MaxLength,
    };

    private static object? DefaultOf(object? initial, Type type) => initial switch
    {
        null => null,
        TimeSpan duration => WellKnownSchemas.Shorten(duration),
        _ => JsonSerializer.SerializeToNode(initial, OrbitJson.Options.GetTypeInfo(type)) switch
        {
            // The fields' own defaults fill it in.
            JsonObject => new Dictionary<string, object>(StringComparer.Ordinal),
            JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
            JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
            JsonValue value => value.Deserialize<decimal>(),
            _ => null,
        },
    };

    private IReadOnlyList<KeyValuePair<string, string>> EnumValues(Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        return type.IsEnum
            ? [.. Enum.GetNames(type).Select(name => KeyValuePair.Create(name, documentation.Summary(type.GetField(name)!)))]
            : [];
    }
}
