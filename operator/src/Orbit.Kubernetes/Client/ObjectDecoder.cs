using System.Buffers;
using System.Text.Json;
using k8s;
using k8s.Models;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Client;

/// <summary>Decodes objects and watch frames one by one, so that one that does not fit its C# type stays alone.</summary>
internal static class ObjectDecoder
{
    /// <summary>One object, or why it could not be decoded.</summary>
    public static (T? Object, UndecodableObject? Undecodable) Decode<T>(ReadOnlySequence<byte> json)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            var value = JsonSerializer.Deserialize(ref reader, ResourceJson.TypeInfo<T>()) ?? throw new JsonException("The object is null.");
            if (string.IsNullOrEmpty(value.Metadata?.Name) || string.IsNullOrEmpty(value.Metadata.ResourceVersion))
            {
                throw new JsonException("metadata.name or metadata.resourceVersion is missing.");
            }

            return (value, null);
        }
        catch (Exception e) when (DecodeProblem.IsOne(e))
        {
            var kind = ResourceKind.Of<T>();
            return (null, new UndecodableObject(DecodeProblem.Of(e)) { ApiVersion = kind.ApiVersion, Kind = kind.Kind, Metadata = DecodeMetadata(json) });
        }
    }

    /// <summary>The names, the uid and the version alone, as far as they can be read.</summary>
    public static V1ObjectMeta DecodeMetadata(ReadOnlySequence<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var found = new V1ObjectMeta();
        if (!JsonMembers.TryFind(ref reader, "metadata"u8) || reader.TokenType != JsonTokenType.StartObject)
        {
            return found;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("name"u8))
            {
                found = found with { Name = Text(ref reader) };
            }
            else if (reader.ValueTextEquals("namespace"u8))
            {
                found = found with { NamespaceProperty = Text(ref reader) };
            }
            else if (reader.ValueTextEquals("uid"u8))
            {
                found = found with { Uid = Text(ref reader) };
            }
            else if (reader.ValueTextEquals("resourceVersion"u8))
            {
                found = found with { ResourceVersion = Text(ref reader) };
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return found;
    }

    // A member of another type is not there.
    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        reader.Skip();
        return text;
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
