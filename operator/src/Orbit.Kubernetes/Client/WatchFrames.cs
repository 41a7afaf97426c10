using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Text.Json;
using k8s;
using k8s.Models;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Client;

/// <summary>The events of one watch, a line of JSON each, read through a pooled buffer.</summary>
internal sealed class WatchFrames<T> : IAsyncDisposable
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly ApiRequest _request;
    private readonly ObjectFilter? _filter;
    private readonly RequestDeadline _deadline;
    private readonly Stream _stream;
    private readonly PipeReader _reader;

    private WatchFrames(ApiRequest request, ObjectFilter? filter, RequestDeadline deadline, Stream stream)
    {
        _request = request;
        _filter = filter;
        _deadline = deadline;
        _stream = stream;
        _reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 16384, leaveOpen: true));
    }

    public static async Task<WatchFrames<T>> OpenAsync(ApiRequest request, ObjectFilter? filter, HttpResponseMessage response, RequestDeadline deadline) =>
        new(request, filter, deadline, await deadline.RunAsync(response, static (r, token) => r.Content.ReadAsStreamAsync(token)));

    /// <summary>The next event, or null when the server ended the watch.</summary>
    public async Task<WatchEvent<T>?> ReadAsync()
    {
        while (true)
        {
            var result = await _deadline.RunAsync(_reader, static (reader, token) => reader.ReadAsync(token).AsTask());
            if (result.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = result.Buffer.Slice(0, end);
                var next = line.IsEmpty ? null : Decode(line);
                _reader.AdvanceTo(result.Buffer.GetPosition(1, end));
                if (next is not null)
                {
                    return next;
                }
            }
            else if (result.IsCompleted)
            {
                // A line without an end was cut off with the connection: the next watch reports the event again.
                return null;
            }
            else
            {
                _reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _reader.CompleteAsync();
        await _stream.DisposeAsync();
    }

    private WatchEvent<T> Decode(ReadOnlySequence<byte> line)
    {
        var (name, json) = ObjectDecoder.DecodeFrame(line);
        switch (name)
        {
            case "ADDED":
                return DecodeChange(WatchEventType.Added, json);
            case "MODIFIED":
                return DecodeChange(WatchEventType.Modified, json);
            case "DELETED":
                return DecodeChange(WatchEventType.Deleted, json);
            case "BOOKMARK":
                return new WatchEvent<T>(WatchEventType.Bookmark, null, null, VersionOf(ObjectDecoder.DecodeMetadata(json)));
            case "ERROR":
                var reader = new Utf8JsonReader(json);
                var status = JsonSerializer.Deserialize(ref reader, ResourceJson.TypeInfo<V1Status>());
                throw new KubernetesApiException(
                    $"WATCH {_request.Path.Split('?')[0]}",
                    (HttpStatusCode)(status?.Code is > 0 and var code ? code : 500),
                    status,
                    retryAfter: status?.Details?.RetryAfterSeconds is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null);
            default:
                throw new JsonException($"A watch event has the unknown type \"{name}\".");
        }
    }

    private WatchEvent<T> DecodeChange(WatchEventType type, ReadOnlySequence<byte> json)
    {
        if (_filter?.Invoke(json) == false)
        {
            var metadata = ObjectDecoder.DecodeMetadata(json);
            return new WatchEvent<T>(type, null, null, VersionOf(metadata)) { FilteredOut = NamespacedName.Of(metadata) };
        }

        var (value, problem) = ObjectDecoder.Decode<T>(json);
        return new WatchEvent<T>(type, value, problem, VersionOf(value?.Metadata ?? problem!.Metadata));
    }

    private static string VersionOf(V1ObjectMeta metadata) =>
        metadata.ResourceVersion is { Length: > 0 } version
            ? version
            : throw new JsonException("A watch event's object has no metadata.resourceVersion.");
}
