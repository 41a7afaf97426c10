using System.Text;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using KubeOps.Abstractions.Rbac;
using Microsoft.Extensions.Logging;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Runtime.Metrics;
using Orbit.Kubernetes.Runtime.Reconciling;

namespace Orbit.Kubernetes.Runtime.Events;

/// <summary>Writes events of group events.k8s.io from a loop of its own. What happens again while it waits or is counted costs one write, not many.</summary>
[EntityRbac(typeof(Eventsv1Event), Verbs = RbacVerb.Create | RbacVerb.Patch)]
public sealed partial class EventRecorder : IEventRecorder, IDisposable
{
    private const int MaxNoteBytes = 1024;
    private readonly KubernetesClient _client;
    private readonly EventRecorderOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly Dictionary<EventKey, EventSeries> _series = [];
    private readonly RateLimitingQueue<EventKey> _queue;

    /// <summary>A recorder that collects events at once and writes them once <see cref="RunAsync"/> runs.</summary>
    public EventRecorder(KubernetesClient client, EventRecorderOptions options)
    {
        _client = client;
        _options = options;
        _time = options.TimeProvider;
        _logger = options.LoggerFactory.CreateLogger<EventRecorder>();
        _queue = new RateLimitingQueue<EventKey>("events", _time);
    }

    /// <summary>Different events that are waiting to be written, or still counted.</summary>
    internal int RememberedCount
    {
        get
        {
            lock (_lock)
            {
                return _series.Count;
            }
        }
    }

    /// <inheritdoc/>
    public void Publish(IKubernetesObject<V1ObjectMeta> regarding, EventType type, string reason, string action, string note, IKubernetesObject<V1ObjectMeta>? related = null)
    {
        var key = new EventKey(Reference(regarding), type, reason, action, Shorten(note), related is null ? null : Reference(related));
        lock (_lock)
        {
            if (_series.TryGetValue(key, out var series))
            {
                series.Count++;
                series.Last = _time.GetUtcNow();
                series.LastTimestamp = _time.GetTimestamp();
                Count("repeated");
            }
            else if (_series.Count >= _options.Capacity)
            {
                Count("dropped");
                return;
            }
            else
            {
                _series[key] = new EventSeries(_time.GetUtcNow(), _time.GetTimestamp());
            }
        }

        _queue.Add(key);
    }

    /// <summary>Writes events until cancelled; what is not written by then is dropped.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var key in _queue.TakeAllAsync(cancellationToken))
        {
            try
            {
                if (await WriteAsync(key, cancellationToken) is { } again)
                {
                    _queue.AddAfter(key, again);
                }

                _queue.Forget(key);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                Failed(key, e);
            }
            finally
            {
                _queue.Done(key);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _queue.Dispose();

    private static V1ObjectReference Reference(IKubernetesObject<V1ObjectMeta> value) => new()
    {
        // An object that was made here, not read, need not say what its type says.
        ApiVersion = value.ApiVersion ?? ResourceKind.Of(value.GetType()).ApiVersion,
        Kind = value.Kind ?? ResourceKind.Of(value.GetType()).Kind,
        NamespaceProperty = value.Metadata.NamespaceProperty,
        Name = value.Metadata.Name,
        Uid = value.Metadata.Uid,
    };

    private static string Shorten(string note)
    {
        if (Encoding.UTF8.GetByteCount(note) <= MaxNoteBytes)
        {
            return note;
        }

        var length = Math.Min(note.Length, MaxNoteBytes);
        while (Encoding.UTF8.GetByteCount(note.AsSpan(0, length)) > MaxNoteBytes - 3)
        {
            length--;
        }

        // Half of a surrogate pair is no text.
        length -= char.IsHighSurrogate(note[length - 1]) ? 1 : 0;
        return $"{note.AsSpan(0, length)}…";
    }

    private static void Count(string outcome) => RuntimeMetrics.Events.WithLabels(outcome).Inc();

    /// <summary>Brings the stored event up to date.</summary>
    /// <returns>When to look again; null when the event is over.</returns>
    private async Task<TimeSpan?> WriteAsync(EventKey key, CancellationToken cancellationToken)
    {
        EventSeries? series;
        int count;
        DateTimeOffset last;
        lock (_lock)
        {
            if (!_series.TryGetValue(key, out series))
            {
                return null;
            }

            (count, last) = (series.Count, series.Last);
            if (series.WrittenCount == count)
            {
                var left = _options.SeriesGap - _time.GetElapsedTime(series.LastTimestamp);
                if (left <= TimeSpan.Zero)
                {
                    _series.Remove(key);
                    return null;
                }

                return left;
            }

            // The second time is worth telling at once; after that, counting is enough.
            var wait = _options.WriteInterval - _time.GetElapsedTime(series.WrittenTimestamp);
            if (series.WrittenCount > 1 && wait > TimeSpan.Zero)
            {
                return wait;
            }
        }

        // The server forgets events after an hour; a series may last longer.
        if (series.Stored is not { } stored || !await PatchAsync(stored, count, last, cancellationToken))
        {
            series.Stored = await CreateAsync(key, series.First, count, last, cancellationToken);
        }

        lock (_lock)
        {
            series.WrittenCount = count;
            series.WrittenTimestamp = _time.GetTimestamp();
            return series.Count == count ? _options.SeriesGap : TimeSpan.Zero;
        }
    }

    private async Task<NamespacedName> CreateAsync(
        EventKey key, DateTimeOffset first, int count, DateTimeOffset last, CancellationToken cancellationToken)
    {
        // Events on cluster-wide objects stand in the namespace default, as kubectl describe expects.
        var name = new NamespacedName(key.Regarding.NamespaceProperty ?? "default", $"{key.Regarding.Name}.{Guid.NewGuid():N}");
        var value = new Eventsv1Event
        {
            Metadata = new V1ObjectMeta { Name = name.Name, NamespaceProperty = name.Namespace },
            EventTime = first.UtcDateTime,
            Series = count > 1 ? new Eventsv1EventSeries { Count = count, LastObservedTime = last.UtcDateTime } : null,
            ReportingController = _options.ReportingController,
            ReportingInstance = _options.ReportingInstance,
            Action = key.Action,
            Reason = key.Reason,
            Regarding = key.Regarding,
            Related = key.Related,
            Note = key.Note,
            Type = key.Type.ToString(),
        };
        var path = ResourcePath.Collection(ResourceKind.Of<Eventsv1Event>(), name.Namespace);
        var request = new ApiRequest(HttpMethod.Post, path, "application/json", KubernetesClient.Serialize(value)) { IsGuarded = false };
        await _client.SendAsync(request, cancellationToken);
        Count("created");
        return name;
    }

    private async Task<bool> PatchAsync(NamespacedName name, int count, DateTimeOffset last, CancellationToken cancellationToken)
    {
        var patch = new JsonObject
        {
            ["series"] = new JsonObject
            {
                ["count"] = count,
                ["lastObservedTime"] = last.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture),
            },
        };
        var path = ResourcePath.Object(ResourceKind.Of<Eventsv1Event>(), name);
        var request = new ApiRequest(HttpMethod.Patch, path, "application/merge-patch+json", JsonBytes.Of(patch)) { IsGuarded = false };
        try
        {
            await _client.SendAsync(request, cancellationToken);
            return true;
        }
        catch (KubernetesApiException e) when (e.IsNotFound)
        {
            return false;
        }
    }

    private void Failed(EventKey key, Exception error)
    {
        // A namespace that is going away, a missing right: trying again won't help.
        var hopeless = error is KubernetesApiException { StatusCode: >= System.Net.HttpStatusCode.BadRequest and < System.Net.HttpStatusCode.TooManyRequests };
        if (!hopeless && _queue.Failures(key) + 1 < _options.MaxAttempts)
        {
            _queue.AddRateLimited(key);
            return;
        }

        lock (_lock)
        {
            _series.Remove(key);
        }

        _queue.Forget(key);
        Count("failed");
        LogDropped(_logger, key.Reason, key.Regarding.Kind ?? "", new NamespacedName(key.Regarding.NamespaceProperty ?? "", key.Regarding.Name ?? ""), error.Message);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The event {Reason} on {Kind} {Key} could not be written: {Error}")]
    private static partial void LogDropped(ILogger logger, string reason, string kind, NamespacedName key, string error);
}
