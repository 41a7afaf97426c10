using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Runtime.Metrics;

namespace Orbit.Kubernetes.Runtime.Watching;

/// <summary>Follows the objects of a kind: a store that is kept equal to the server's by a list and a watch, and handlers that receive each change.</summary>
/// <typeparam name="T">Kind of the objects.</typeparam>
public sealed partial class Informer<T> : IInformer
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly ILogger _logger;
    private readonly KubernetesClient _client;
    private readonly InformerOptions _options;
    private readonly Reflector<T> _reflector;
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<ResourceEventHandler<T>> _handlers = [];
    private readonly List<Action<UndecodableObject>> _undecodableHandlers = [];
    private volatile bool _started;

    /// <summary>An informer that reads through <paramref name="client"/> and waits for that client's writes. It does nothing before <see cref="RunAsync"/>.</summary>
    /// <param name="client">Reads the objects, and tells of its writes.</param>
    /// <param name="options">Which objects, and how; null for all.</param>
    /// <param name="isSettled">
    /// For a kind of which there may be thousands: whether nothing will be done about an object unless somebody changes it. The first list
    /// may then come from the API server's cache, where such objects may be a little out of date; all others are made sure of.
    /// Null for a kind of which no object may ever be out of date at the start.
    /// </param>
    public Informer(KubernetesClient client, InformerOptions? options = null, Func<T, bool>? isSettled = null)
    {
        var settings = options ?? new InformerOptions();
        _logger = settings.LoggerFactory.CreateLogger<Informer<T>>();
        Store = new Store<T>((value, error) => LogHandlerFailed(_logger, error, Kind.Kind, NamespacedName.Of(value)), MutationDetector<T>.FromEnvironment());
        OwnWrites = new OwnWrites(
            ResourceKind.Of<T>(), key => Store.Find(key)?.Metadata.ResourceVersion, settings.OwnWriteTimeout, settings.TimeProvider, _logger);
        client.Observe(ResourceKind.Of<T>(), OwnWrites);
        _client = client;
        _options = settings;
        var cachedStart = isSettled is null ? null : new CachedStart<T>(client, settings.Namespace, isSettled, _logger);
        _reflector = new Reflector<T>(client, settings, this, cachedStart, _logger);
    }

    /// <inheritdoc/>
    public ResourceKind Kind => ResourceKind.Of<T>();

    /// <summary>The objects.</summary>
    public Store<T> Store { get; }

    /// <summary>The writes that the store has not shown yet.</summary>
    public OwnWrites OwnWrites { get; }

    /// <inheritdoc/>
    public bool HasSynced => _synced.Task.IsCompleted;

    /// <inheritdoc/>
    public string? Problem => _reflector.Problem;

    /// <summary>Calls <paramref name="handler"/> with every change.</summary>
    /// <exception cref="InvalidOperationException">The informer runs already; the handler would miss earlier changes.</exception>
    public void AddHandler(ResourceEventHandler<T> handler)
    {
        ThrowIfStarted();
        _handlers.Add(handler);
    }

    /// <summary>Calls <paramref name="handler"/> with objects that can't be decoded; they are left out of the store.</summary>
    /// <exception cref="InvalidOperationException">The informer runs already.</exception>
    public void AddUndecodableHandler(Action<UndecodableObject> handler)
    {
        ThrowIfStarted();
        _undecodableHandlers.Add(handler);
    }

    /// <inheritdoc/>
    public Task WaitForSyncAsync(CancellationToken cancellationToken) => _synced.Task.WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken cancellationToken)
    {
        ThrowIfStarted();
        _started = true;
        return _reflector.RunAsync(cancellationToken);
    }

    /// <summary>Makes sure that the store holds those objects which the filter takes now but refused when it was asked.</summary>
    /// <param name="fieldSelector">Where such objects may be: it chooses few.</param>
    /// <param name="cancellationToken">Gives up the request.</param>
    public async Task CatchUpAsync(string fieldSelector, CancellationToken cancellationToken)
    {
        // Events up to this version were filtered as they came. A state that is as new shows their objects, and the server has it in its cache.
        var query = new ListOptions { FieldSelector = fieldSelector, LabelSelector = _options.LabelSelector, Filter = _options.Filter, ResourceVersion = _reflector.Version };
        var list = await _client.ListAsync<T>(_options.Namespace, query, cancellationToken);
        if (list.Items.Any(item => Store.Find(NamespacedName.Of(item)) is null))
        {
            // Not put into the store from here: between two events of the watch, it could be older than the one before or newer than the next.
            _reflector.ListAgain();
        }
    }

    /// <summary>Takes over a complete list.</summary>
    internal void TakeList(ResourceList<T> list, long number)
    {
        Notify(Store.Replace(list.Items, [.. list.Undecodable.Select(problem => problem.Metadata)]));
        foreach (var problem in list.Undecodable)
        {
            Report(problem);
        }

        foreach (var item in list.Items)
        {
            OwnWrites.Shown(NamespacedName.Of(item), item.Metadata.ResourceVersion!);
        }

        OwnWrites.ListTaken(number);
        _synced.TrySetResult();
    }

    /// <summary>Takes over one event.</summary>
    internal void TakeEvent(WatchEvent<T> change)
    {
        if (change.Type == WatchEventType.Bookmark)
        {
            return;
        }

        if (change.FilteredOut is { } other)
        {
            Notify(Store.Remove(other, last: null));
            OwnWrites.Shown(other, change.ResourceVersion);
            return;
        }

        var key = change.Object is { } value ? NamespacedName.Of(value) : change.Undecodable!.Key;
        switch (change)
        {
            case { Type: WatchEventType.Deleted }:
                Notify(Store.Remove(key, change.Object));
                break;
            case { Object: { } changed }:
                Notify(Store.Set(changed));
                break;
            case { Undecodable: { } problem }:
                Report(problem);
                if (Store.Find(key) is { } known && !string.Equals(known.Metadata.Uid, problem.Metadata.Uid, StringComparison.Ordinal))
                {
                    Notify(Store.Remove(key, known));
                }

                break;
        }

        OwnWrites.Shown(key, change.ResourceVersion);
    }

    private void ThrowIfStarted()
    {
        if (_started)
        {
            throw new InvalidOperationException($"The informer of {Kind} runs already.");
        }
    }

    private void Notify(List<StoreChange<T>> changes)
    {
        foreach (var change in changes)
        {
            foreach (var handler in _handlers)
            {
                Notify(handler, change);
            }
        }
    }

    private void Notify(ResourceEventHandler<T> handler, StoreChange<T> change)
    {
        try
        {
            switch (change)
            {
                case { Old: null, New: { } added }:
                    handler.Added?.Invoke(added);
                    break;
                case { Old: { } gone, New: null }:
                    handler.Deleted?.Invoke(gone);
                    break;
                case { Old: { } before, New: { } after }:
                    handler.Updated?.Invoke(before, after);
                    break;
            }
        }
        catch (Exception e)
        {
            // A handler's mistake with one object must not cost the others their events.
            LogHandlerFailed(_logger, e, Kind.Kind, NamespacedName.Of((change.New ?? change.Old)!));
        }
    }

    private void Report(UndecodableObject problem)
    {
        RuntimeMetrics.Undecodable.WithLabels(Kind.FullName).Inc();
        LogUndecodable(_logger, Kind.Kind, problem.Key, problem.Error);
        foreach (var handler in _undecodableHandlers)
        {
            try
            {
                handler(problem);
            }
            catch (Exception e)
            {
                LogHandlerFailed(_logger, e, Kind.Kind, problem.Key);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A handler or index failed on {Kind} {Key}")]
    private static partial void LogHandlerFailed(ILogger logger, Exception error, string kind, NamespacedName key);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Kind} {Key} can't be decoded and is left out: {Error}")]
    private static partial void LogUndecodable(ILogger logger, string kind, NamespacedName key, string error);
}
