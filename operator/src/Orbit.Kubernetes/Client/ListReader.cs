using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using k8s;
using k8s.Models;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Client;

/// <summary>Decodes a list while it arrives, item by item: at no time is there more of it as text than what has arrived of one item, and a buffer.</summary>
/// <remarks>A server's whole list of ten thousand objects is tens of megabytes, which as one array would be garbage of the large object heap for long.</remarks>
/// <param name="filter">Which items are wanted; null for all.</param>
internal sealed class ListReader<T>(ObjectFilter? filter)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    // Below the 85,000 bytes from which the runtime takes an array for a large object.
    private static readonly StreamPipeReaderOptions Buffers = new(bufferSize: 65_536, minimumReadSize: 8_192);

    private readonly List<T> _items = [];
    private readonly List<UndecodableObject> _undecodable = [];
    private JsonReaderState _state;
    private int _filteredOut;
    private V1ListMeta? _metadata;
    private Place _place = Place.Start;

    private enum Place
    {
        Start,
        Members,
        Items,
        End,
    }

    /// <summary>Reads the body of an answer.</summary>
    /// <exception cref="JsonException">The body is no list, or ends before the list does.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public static async Task<ResourceList<T>> ReadAsync(HttpResponseMessage response, ObjectFilter? filter, CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(await response.Content.ReadAsStreamAsync(cancellationToken), Buffers);
        try
        {
            var list = new ListReader<T>(filter);
            while (true)
            {
                var body = await pipe.ReadAsync(cancellationToken);
                var taken = list.Take(body.Buffer, body.IsCompleted);
                if (body.IsCompleted)
                {
                    return list.Complete();
                }

                pipe.AdvanceTo(taken, body.Buffer.End);
            }
        }
        finally
        {
            await pipe.CompleteAsync();
        }
    }

    /// <summary>Takes all that is complete in <paramref name="buffer"/>, and says how far that is.</summary>
    private SequencePosition Take(ReadOnlySequence<byte> buffer, bool isLast)
    {
        var reader = new Utf8JsonReader(buffer, isLast, _state);
        var taken = buffer.Start;
        while (TakeNext(ref reader, buffer))
        {
            taken = reader.Position;
            _state = reader.CurrentState;
        }

        return taken;
    }

    private ResourceList<T> Complete()
    {
        if (_place != Place.End)
        {
            throw new JsonException("The list ends in its middle.");
        }

        return _metadata?.ResourceVersion is { Length: > 0 } version
            ? new ResourceList<T>(_items, _undecodable, version, string.IsNullOrEmpty(_metadata.ContinueProperty) ? null : _metadata.ContinueProperty, _metadata.RemainingItemCount, _filteredOut)
            : throw new JsonException("The list has no metadata.resourceVersion.");
    }

    /// <summary>Takes one step, all of it or nothing.</summary>
    /// <returns>False if it has not arrived in full.</returns>
    private bool TakeNext(ref Utf8JsonReader reader, ReadOnlySequence<byte> buffer)
    {
        if (!reader.Read())
        {
            return false;
        }

        switch (_place)
        {
            case Place.Start:
                Expect(reader.TokenType, JsonTokenType.StartObject, "list");
                _place = Place.Members;
                return true;
            case Place.Members when reader.TokenType == JsonTokenType.EndObject:
                _place = Place.End;
                return true;
            case Place.Members:
                return TakeMember(ref reader, buffer);
            case Place.Items when reader.TokenType == JsonTokenType.EndArray:
                _place = Place.Members;
                return true;
            default:
                return TakeItem(ref reader, buffer);
        }
    }

    private bool TakeMember(ref Utf8JsonReader reader, ReadOnlySequence<byte> buffer)
    {
        var isMetadata = reader.ValueTextEquals("metadata"u8);
        var isItems = reader.ValueTextEquals("items"u8);
        if (!reader.Read())
        {
            return false;
        }

        if (isItems && reader.TokenType != JsonTokenType.Null)
        {
            Expect(reader.TokenType, JsonTokenType.StartArray, "items");
            _place = Place.Items;
            return true;
        }

        var start = reader.TokenStartIndex;
        if (!reader.TrySkip())
        {
            return false;
        }

        if (isMetadata)
        {
            var metadata = new Utf8JsonReader(buffer.Slice(start, reader.BytesConsumed - start));
            _metadata = JsonSerializer.Deserialize(ref metadata, ResourceJson.TypeInfo<V1ListMeta>());
        }

        return true;
    }

    private bool TakeItem(ref Utf8JsonReader reader, ReadOnlySequence<byte> buffer)
    {
        var start = reader.TokenStartIndex;
        if (!reader.TrySkip())
        {
            return false;
        }

        var json = buffer.Slice(start, reader.BytesConsumed - start);
        if (filter?.Invoke(json) == false)
        {
            _filteredOut++;
            return true;
        }

        var (item, problem) = ObjectDecoder.Decode<T>(json);
        if (item is not null)
        {
            _items.Add(item);
        }
        else
        {
            _undecodable.Add(problem!);
        }

        return true;
    }

    private static void Expect(JsonTokenType found, JsonTokenType token, string what)
    {
        if (found != token)
        {
            throw new JsonException($"The {what} begins with {found}, not {token}.");
        }
    }
}
