using System.Buffers;
using System.Text.Json;
using Orbit.Kubernetes.Objects;

namespace Orbit.Kubernetes.Client;

/// <summary>Decodes lists and watch frames object by object, so that one that does not fit its C# type stays alone.</summary>
internal static class ObjectDecoder
{
    /// <summary>One object, or why it could not be decoded.</summary>
    public static (T? Object, UndecodableObject? Undecodable) Decode<T>(ReadOnlySequence<byte> json)
        where T : class, IKubernetesResource<T>
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            var value = JsonSerializer.Deserialize(ref reader, T.JsonTypeInfo) ?? throw new JsonException("The object is null.");
            if (string.IsNullOrEmpty(value.Metadata.Name) || string.IsNullOrEmpty(value.Metadata.ResourceVersion))
            {
                throw new JsonException("metadata.name or metadata.resourceVersion is missing.");
            }

            return (value, null);
        }
        catch (Exception e) when (DecodeProblem.IsOne(e))
        {
            return (null, new UndecodableObject(T.ResourceKind.ApiVersion, T.ResourceKind.Kind, DecodeMetadata(json), DecodeProblem.Of(e)));
        }
    }

    /// <summary>The metadata alone, member by member, as far as they can be read.</summary>
    public static V1ObjectMeta DecodeMetadata(ReadOnlySequence<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("metadata", out var metadata)
            || metadata.ValueKind != JsonValueKind.Object)
        {
            return new V1ObjectMeta();
        }

        return new V1ObjectMeta
        {
            Name = Text("name"),
            Namespace = Text("namespace"),
            Uid = Text("uid"),
            ResourceVersion = Text("resourceVersion"),
        };

        string? Text(string name) =>
            metadata.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
    }

    /// <summary>A page of a list.</summary>
    /// <exception cref="JsonException">The page as a whole is no list.</exception>
    public static ResourceList<T> DecodeList<T>(ReadOnlySequence<byte> json)
        where T : class, IKubernetesResource<T>
    {
        var items = new List<T>();
        var undecodable = new List<UndecodableObject>();
        V1ListMeta? metadata = null;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        Expect(ref reader, JsonTokenType.StartObject, "list");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMetadata = reader.ValueTextEquals("metadata"u8);
            var isItems = reader.ValueTextEquals("items"u8);
            reader.Read();
            if (isMetadata)
            {
                metadata = JsonSerializer.Deserialize(ref reader, ApiJsonContext.Default.V1ListMeta);
            }
            else if (isItems && reader.TokenType != JsonTokenType.Null)
            {
                Expect(ref reader, JsonTokenType.StartArray, "items");
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    var (item, problem) = Decode<T>(SkipValue(ref reader, json));
                    if (item is not null)
                    {
                        items.Add(item);
                    }
                    else
                    {
                        undecodable.Add(problem!);
                    }
                }
            }
            else
            {
                reader.Skip();
            }
        }

        if (metadata?.ResourceVersion is not { Length: > 0 } version)
        {
            throw new JsonException("The list has no metadata.resourceVersion.");
        }

        return new ResourceList<T>(items, undecodable, version, string.IsNullOrEmpty(metadata.Continue) ? null : metadata.Continue);
    }

    /// <summary>Type and object of a watch frame, <c>{"type":"ADDED","object":{...}}</c>.</summary>
    /// <exception cref="JsonException">The frame is none.</exception>
    public static (string Type, ReadOnlySequence<byte> Object) DecodeFrame(ReadOnlySequence<byte> json)
    {
        string? type = null;
        ReadOnlySequence<byte>? value = null;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        Expect(ref reader, JsonTokenType.StartObject, "watch event");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            var isObject = reader.ValueTextEquals("object"u8);
            reader.Read();
            if (isType)
            {
                type = reader.GetString();
            }
            else if (isObject)
            {
                value = SkipValue(ref reader, json);
            }
            else
            {
                reader.Skip();
            }
        }

        return type is not null && value is { } found ? (type, found) : throw new JsonException("A watch event has no type or no object.");
    }

    private static ReadOnlySequence<byte> SkipValue(ref Utf8JsonReader reader, ReadOnlySequence<byte> json)
    {
        var start = reader.TokenStartIndex;
        reader.Skip();
        return json.Slice(start, reader.BytesConsumed - start);
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token, string what)
    {
        if (reader.TokenType != token)
        {
            throw new JsonException($"The {what} begins with {reader.TokenType}, not {token}.");
        }
    }
}
