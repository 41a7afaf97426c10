using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Microsoft.Extensions.Logging;
using Orbit.Kubernetes.Configuration;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Client;

/// <summary>Reads and writes objects of an API server. Safe for use by many tasks at once; one client serves a whole program.</summary>
/// <remarks>
/// It also has the operations of the KubernetesClient package, <c>client.CoreV1</c> and its other groups, for the types that <see cref="KubernetesJsonContext"/>
/// names. They use the same connections, credentials, deadlines, retries and write guard. Watches, lists of objects and streams (logs, exec) are
/// refused. Their writes are not reported to <see cref="IWriteObserver"/>: write kinds that an informer follows by the methods below.
/// Every method throws <see cref="KubernetesApiException"/> for an answer other than success, <see cref="TimeoutException"/>
/// when there was no answer in time, <see cref="HttpRequestException"/> when the server can't be reached, and
/// <see cref="KubernetesConfigurationException"/> when there are no credentials to be had.
/// Requests that can be repeated without harm (all but creations) are tried again after 429 and 503, honouring Retry-After.
/// </remarks>
public sealed partial class KubernetesClient : AbstractKubernetes, IDisposable
{
    // Characters of an error answer that an exception keeps as it is.
    private const int KeptError = 4096;

    private const string Json = "application/json";
    private const string MergePatch = "application/merge-patch+json";
    private const string StrategicPatch = "application/strategic-merge-patch+json";
    private const string ApplyPatch = "application/apply-patch+yaml";
    private readonly ClusterAccess _configuration;
    private readonly KubernetesClientOptions _options;
    private readonly ILogger _logger;
    private readonly string _baseAddress;
    private readonly ApiConnection _plain;
    private readonly ApiConnection _watches;
    private readonly ApiConnection _leases;
    private readonly ConcurrentDictionary<ResourceKind, IWriteObserver[]> _observers = new();

    /// <summary>A client of the API server that <paramref name="configuration"/> names. Nothing is sent before the first request.</summary>
    public KubernetesClient(ClusterAccess configuration, KubernetesClientOptions? options = null)
    {
        _configuration = configuration;
        _options = options ?? new KubernetesClientOptions();
        _logger = _options.LoggerFactory.CreateLogger<KubernetesClient>();
        _baseAddress = configuration.Server.GetLeftPart(UriPartial.Path).TrimEnd('/');
        _plain = new ApiConnection(configuration, _options, _options.MaxConnections);
        _watches = new ApiConnection(configuration, _options, int.MaxValue);
        _leases = new ApiConnection(configuration, _options, 4);
    }

    /// <summary>Namespace of the configuration.</summary>
    public string Namespace => _configuration.Namespace;

    /// <summary>Called before every write is sent, also before each repeat; what it throws comes instead of the write. Null to allow all.</summary>
    /// <remarks>A program that was paused may go on just before a write, long after another took its lease. The leases of the elector and the events of the recorder are not guarded.</remarks>
    public Action? WriteGuard { get; set; }

    /// <summary>Reports this client's writes to <paramref name="observer"/>, as far as they are to objects of <paramref name="kind"/>.</summary>
    public void Observe(ResourceKind kind, IWriteObserver observer) =>
        _observers.AddOrUpdate(kind, [observer], (_, before) => [.. before, observer]);

    /// <summary>The object named <paramref name="key"/>.</summary>
    public Task<T> GetAsync<T>(NamespacedName key, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        SendAsync<T>(new ApiRequest(HttpMethod.Get, ResourcePath.Object(ResourceKind.Of<T>(), key)), cancellationToken);

    /// <summary>The object named <paramref name="key"/>, or null if there is none.</summary>
    public async Task<T?> FindAsync<T>(NamespacedName key, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            return await GetAsync<T>(key, cancellationToken);
        }
        catch (KubernetesApiException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>Stores a new object and returns it as the server completed it.</summary>
    public Task<T> CreateAsync<T>(T value, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var path = ResourcePath.Collection(ResourceKind.Of<T>(), ResourcePath.RequireNamespace(ResourceKind.Of<T>(), value.Metadata.NamespaceProperty));
        var request = new ApiRequest(HttpMethod.Post, ResourcePath.Query(path, ("fieldManager", _options.FieldManager)), Json, Serialize(value));
        return WriteAsync<T>(NamespacedName.Of(value), request, cancellationToken);
    }

    /// <summary>Replaces an object, if it is still at the version that <paramref name="value"/> carries; otherwise <see cref="KubernetesApiException.IsConflict"/>.</summary>
    /// <remarks>Members that the C# type lacks are lost. That is right for custom resources, whose types are complete, and wrong for pods and nodes.</remarks>
    public Task<T> UpdateAsync<T>(T value, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        PutAsync(value, subresource: null, cancellationToken);

    /// <summary>Replaces an object's status, if the object is still at the version that <paramref name="value"/> carries; nothing else of it is changed.</summary>
    public Task<T> UpdateStatusAsync<T>(T value, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        PutAsync(value, "status", cancellationToken);

    /// <summary>Merges <paramref name="mergePatch"/> (RFC 7386: null takes a member away) into an object.</summary>
    /// <param name="key">Name of the object.</param>
    /// <param name="mergePatch">The members to change.</param>
    /// <param name="subresource">Subresource such as <c>status</c>; null for the object itself.</param>
    /// <param name="cancellationToken">Gives up the request.</param>
    public Task<T> PatchAsync<T>(NamespacedName key, JsonObject mergePatch, string? subresource, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var path = ResourcePath.Query(ResourcePath.Object(ResourceKind.Of<T>(), key, subresource), ("fieldManager", _options.FieldManager));
        return WriteAsync<T>(key, new ApiRequest(HttpMethod.Patch, path, MergePatch, JsonBytes.Of(mergePatch)), cancellationToken);
    }

    /// <summary>Merges <paramref name="patch"/> into an object of a built-in kind, and lists within it by the keys of their items, so that members which the C# type lacks stay. With a <c>metadata.resourceVersion</c> in it, only if the object is still at that version.</summary>
    /// <param name="key">Name of the object.</param>
    /// <param name="patch">The members to change, null takes one away; items of lists with their keys.</param>
    /// <param name="subresource">Subresource such as <c>status</c>; null for the object itself.</param>
    /// <param name="cancellationToken">Gives up the request.</param>
    public Task<T> PatchStrategicallyAsync<T>(NamespacedName key, JsonObject patch, string? subresource, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var path = ResourcePath.Query(ResourcePath.Object(ResourceKind.Of<T>(), key, subresource), ("fieldManager", _options.FieldManager));
        return WriteAsync<T>(key, new ApiRequest(HttpMethod.Patch, path, StrategicPatch, JsonBytes.Of(patch)), cancellationToken);
    }

    /// <summary>Applies an object server-side: the fields it gives are set and owned by <paramref name="fieldManager"/>, those it gave before and leaves out now are taken away, all others stay. Creates the object if there is none.</summary>
    /// <param name="value">What is wanted. Of its metadata, names, labels, annotations, owners, finalizers and uid are sent; its status is not.</param>
    /// <param name="fieldManager">Who wants it.</param>
    /// <param name="force">Whether fields that others own are taken over; otherwise such a field is a conflict.</param>
    /// <param name="cancellationToken">Gives up the request.</param>
    public Task<T> ApplyAsync<T>(T value, string fieldManager, bool force, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        ApplyAsync<T>(NamespacedName.Of(value), ApplyBody.ForObject(value), subresource: null, fieldManager, force, cancellationToken);

    /// <summary>Applies an object's status server-side. Nothing but the status, the names and the uid is sent; the object must exist.</summary>
    /// <remarks>
    /// Servers look at the uid of built-in kinds only, so the status of a custom resource may land on an object made anew under the name;
    /// where that matters, use <see cref="UpdateStatusAsync"/>. Servers of 1.20 refuse a repeated apply of a list item with an empty text.
    /// </remarks>
    /// <param name="value">An object with the wanted status.</param>
    /// <param name="fieldManager">Who says so.</param>
    /// <param name="force">Whether fields that others own are taken over; otherwise such a field is a conflict.</param>
    /// <param name="cancellationToken">Gives up the request.</param>
    public Task<T> ApplyStatusAsync<T>(T value, string fieldManager, bool force, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        ApplyAsync<T>(NamespacedName.Of(value), ApplyBody.ForStatus(value), "status", fieldManager, force, cancellationToken);

    /// <summary>Deletes an object. It may stay for a while until its finalizers and its grace period are done.</summary>
    /// <returns>False if there was none.</returns>
    public async Task<bool> DeleteAsync<T>(NamespacedName key, V1DeleteOptions? options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var body = (options ?? new V1DeleteOptions()) with { ApiVersion = "v1", Kind = "DeleteOptions" };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, ResourceJson.TypeInfo<V1DeleteOptions>());
        try
        {
            await SendAsync(new ApiRequest(HttpMethod.Delete, ResourcePath.Object(ResourceKind.Of<T>(), key), Json, bytes), cancellationToken);
            return true;
        }
        catch (KubernetesApiException e) when (e.IsNotFound)
        {
            return false;
        }
    }

    /// <summary>The changes of a kind's objects after a version, until the server ends the watch.</summary>
    /// <param name="ns">Namespace to watch; null for all.</param>
    /// <param name="options">Selection, start and time-outs.</param>
    /// <param name="cancellationToken">Ends the watch with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="KubernetesApiException">The server refused the watch or ended it with an error; <see cref="KubernetesApiException.IsGone"/> is the same for both.</exception>
    /// <exception cref="TimeoutException">The server went silent beyond the time agreed.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        string? ns, WatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var path = ResourcePath.Query(
            ResourcePath.Collection(ResourceKind.Of<T>(), ns),
            ("watch", "true"),
            ("allowWatchBookmarks", "true"),
            ("labelSelector", options.LabelSelector),
            ("fieldSelector", options.FieldSelector),
            ("resourceVersion", options.ResourceVersion),
            ("timeoutSeconds", ((long)Math.Ceiling(options.Timeout.TotalSeconds)).ToString()));
        var request = new ApiRequest(HttpMethod.Get, path);
        var patience = options.Timeout + options.Margin;
        var forsake = _watches.Forsaking();
        using var deadline = new RequestDeadline(request, patience, _options.TimeProvider, forsake, cancellationToken);
        // A server that is well answers at once with a header, even if there is nothing to tell for long.
        using var opening = new RequestDeadline(request, patience < _options.RequestTimeout ? patience : _options.RequestTimeout, _options.TimeProvider, forsake, cancellationToken);
        using var response = await OpenAsync(request, _watches, opening);
        options.Opened?.Invoke();
        await using var frames = await WatchFrames<T>.OpenAsync(request, options.Filter, response, deadline);
        while (await frames.ReadAsync() is { } next)
        {
            yield return next;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _plain.Dispose();
        _watches.Dispose();
        _leases.Dispose();
    }

    /// <summary>Sends one request without retries on the connections kept for leases, within <paramref name="timeout"/>.</summary>
    internal async Task<T> SendLeaseAsync<T>(ApiRequest request, TimeSpan timeout, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        DecodeOne<T>(request, await SendOnceAsync(request, _leases, timeout, static (response, token) => response.Content.ReadAsByteArrayAsync(token), cancellationToken));

    /// <summary>Sends one plain request, with retries if it may be repeated, and returns the answer's body.</summary>
    internal Task<byte[]> SendAsync(ApiRequest request, CancellationToken cancellationToken) =>
        SendAsync(request, _options.RequestTimeout, static (response, token) => response.Content.ReadAsByteArrayAsync(token), cancellationToken);

    private Task<TResult> SendAsync<TResult>(
        ApiRequest request, TimeSpan timeout, Func<HttpResponseMessage, CancellationToken, Task<TResult>> read, CancellationToken cancellationToken) =>
        RepeatAsync(request, () => SendOnceAsync(request, _plain, timeout, read, cancellationToken), cancellationToken);

    // The write guard is asked before each attempt: the program may have been paused between two.
    private async Task<TResult> RepeatAsync<TResult>(ApiRequest request, Func<Task<TResult>> sendOnce, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (request.IsGuarded)
            {
                WriteGuard?.Invoke();
            }

            try
            {
                return await sendOnce();
            }
            catch (KubernetesApiException e) when (MayRepeat(request, e, attempt))
            {
                var wait = e.RetryAfter ?? TimeSpan.FromMilliseconds(100 << attempt);
                LogRetry(_logger, request.ToString(), (int)e.StatusCode, wait, attempt);
                await Task.Delay(wait, _options.TimeProvider, cancellationToken);
            }
        }
    }

    internal static byte[] Serialize<T>(T value)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        JsonSerializer.SerializeToUtf8Bytes(value, ResourceJson.TypeInfo<T>());

    internal string FieldManager => _options.FieldManager;

    internal TimeProvider TimeProvider => _options.TimeProvider;

    private static T DecodeOne<T>(ApiRequest request, byte[] body)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var (value, problem) = ObjectDecoder.Decode<T>(new(body));
        return value ?? throw new JsonException($"The {ResourceKind.Of<T>().Kind} that answers {request} can't be decoded: {problem!.Error}");
    }

    private bool MayRepeat(ApiRequest request, KubernetesApiException error, int attempt) =>
        error.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable
        && request.Method != HttpMethod.Post
        && attempt < _options.MaxAttempts
        && !(error.RetryAfter > _options.MaxRetryAfter);

    private Task<T> PutAsync<T>(T value, string? subresource, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var key = NamespacedName.Of(value);
        if (string.IsNullOrEmpty(value.Metadata.ResourceVersion))
        {
            throw new ArgumentException($"An update of {ResourceKind.Of<T>().Kind} {key} needs the metadata.resourceVersion that was read.", nameof(value));
        }

        var path = ResourcePath.Query(ResourcePath.Object(ResourceKind.Of<T>(), key, subresource), ("fieldManager", _options.FieldManager));
        return WriteAsync<T>(key, new ApiRequest(HttpMethod.Put, path, Json, Serialize(value)), cancellationToken);
    }

    private Task<T> ApplyAsync<T>(
        NamespacedName key, byte[] body, string? subresource, string fieldManager, bool force, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var path = ResourcePath.Query(
            ResourcePath.Object(ResourceKind.Of<T>(), key, subresource), ("fieldManager", fieldManager), ("force", force ? "true" : null));
        return WriteAsync<T>(key, new ApiRequest(HttpMethod.Patch, path, ApplyPatch, body), cancellationToken);
    }

    private async Task<T> WriteAsync<T>(NamespacedName key, ApiRequest request, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        // A generated name is not known before the answer, so nobody can wait for it.
        var observers = key.Name.Length > 0 && _observers.TryGetValue(ResourceKind.Of<T>(), out var found) ? found : [];
        string? version = null;
        foreach (var observer in observers)
        {
            observer.Writing(key);
        }

        try
        {
            var written = await SendAsync<T>(request, cancellationToken);
            version = written.Metadata.ResourceVersion;
            return written;
        }
        finally
        {
            foreach (var observer in observers)
            {
                observer.Written(key, version);
            }
        }
    }

    private async Task<T> SendAsync<T>(ApiRequest request, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        DecodeOne<T>(request, await SendAsync(request, cancellationToken));

    private async Task<TResult> SendOnceAsync<TResult>(
        ApiRequest request,
        ApiConnection connection,
        TimeSpan timeout,
        Func<HttpResponseMessage, CancellationToken, Task<TResult>> read,
        CancellationToken cancellationToken)
    {
        using var deadline = new RequestDeadline(request, timeout, _options.TimeProvider, connection.Forsaking(), cancellationToken);
        using var response = await OpenAsync(request, connection, deadline);
        return await deadline.RunAsync(response, read);
    }

    private async Task<HttpResponseMessage> OpenAsync(ApiRequest request, ApiConnection connection, RequestDeadline deadline)
    {
        var response = await deadline.RunAsync(
            (connection, request: request.ToMessage(_baseAddress)),
            static (state, token) => state.connection.SendAsync(state.request, token));
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            var body = await deadline.RunAsync(response, static (r, token) => r.Content.ReadAsByteArrayAsync(token));
            throw ErrorOf(request, response, body);
        }
    }

    private KubernetesApiException ErrorOf(ApiRequest request, HttpResponseMessage response, byte[] body)
    {
        V1Status? status = null;
        if (string.Equals(response.Content.Headers.ContentType?.MediaType, Json, StringComparison.OrdinalIgnoreCase))
        {
            try
            {
                status = JsonSerializer.Deserialize(body, ResourceJson.TypeInfo<V1Status>());
            }
            catch (JsonException)
            {
                // Something in between answered, not the API server: its text goes into the message.
            }
        }

        var text = System.Text.Encoding.UTF8.GetString(body);
        var kept = text.Length <= KeptError ? text : text[..KeptError];
        return new KubernetesApiException(request.ToString(), response.StatusCode, status, text, RetryAfter.Of(response, status, _options.TimeProvider))
        {
            Response = new HttpResponseMessageWrapper(response, kept),
        };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Request} was answered with {Code}; trying again in {Wait} (attempt {Attempt})")]
    private static partial void LogRetry(ILogger logger, string request, int code, TimeSpan wait, int attempt);
}
