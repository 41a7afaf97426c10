using System.Net;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Runtime.Metrics;

namespace Orbit.Kubernetes.Runtime.Watching;

/// <summary>Keeps an informer's store equal to the server's: lists, watches from there, and lists again when the watch can't go on.</summary>
internal sealed partial class Reflector<T>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(0.8);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>A watch that held this long shows that the server is well again.</summary>
    private static readonly TimeSpan Healthy = TimeSpan.FromMinutes(2);

    /// <summary>A watch that ends sooner without an event is a failure: the server, or something in between, does not hold watches.</summary>
    private static readonly TimeSpan ShortestWatch = TimeSpan.FromSeconds(1);

    private readonly KubernetesClient _client;
    private readonly InformerOptions _options;
    private readonly Informer<T> _informer;
    private readonly CachedStart<T>? _cachedStart;
    private readonly ILogger _logger;
    private readonly Random _random;
    private readonly Backoff _backoff;

    /// <summary>Version up to which everything has been told; null when only a list can help.</summary>
    private volatile string? _version;
    private volatile bool _listAgain;
    private readonly Lock _lock = new();
    private CancellationTokenSource? _watching;
    private bool _opened;
    private bool _sawEvent;
    private long? _failingSince;
    private volatile string? _problem;

    public Reflector(KubernetesClient client, InformerOptions options, Informer<T> informer, CachedStart<T>? cachedStart, ILogger logger)
    {
        _cachedStart = cachedStart;
        _client = client;
        _options = options;
        _informer = informer;
        _logger = logger;
        _random = options.Random ?? new Random();
        _backoff = new Backoff(FirstWait, LongestWait, _random);
    }

    public string? Problem => _problem;

    /// <summary>Version up to which everything has been told; null while there is none.</summary>
    public string? Version => _version;

    /// <summary>Has everything listed again, whatever is under way.</summary>
    public void ListAgain()
    {
        lock (_lock)
        {
            _listAgain = true;
            _watching?.Cancel();
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await (_options.After?.WaitForSyncAsync(cancellationToken) ?? Task.CompletedTask);
        while (true)
        {
            var start = _options.TimeProvider.GetTimestamp();
            try
            {
                await (_version is null || _listAgain ? ListAsync(cancellationToken) : WatchAsync(start, cancellationToken));
            }
            catch (OperationCanceledException) when (_listAgain && !cancellationToken.IsCancellationRequested)
            {
                // The watch was ended from here.
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                await PauseAsync(e, start, cancellationToken);
            }
        }
    }

    private static string Kind => ResourceKind.Of<T>().FullName;

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        // Whatever ends this list early, there is one to be made.
        (_listAgain, _version) = (false, null);
        var number = _informer.OwnWrites.ListBegins();
        var query = new ListOptions { LabelSelector = _options.LabelSelector, FieldSelector = _options.FieldSelector, Filter = _options.Filter, Limit = _options.PageSize };
        if (!_informer.HasSynced && _cachedStart is not null && await _cachedStart.TryListAsync(query, cancellationToken) is { } cached)
        {
            // It may be older than the list's beginning, and so settles no own write but those that it shows.
            TakeList(cached, number: 0);
            return;
        }

        // Without a resourceVersion the server answers with its newest state. A cached one could be older than what the
        // store shows, and versions can't be compared to find out.
        TakeList(await _client.ListAllAsync<T>(_options.Namespace, query, cancellationToken), number);
    }

    private void TakeList(ResourceList<T> list, long number)
    {
        RuntimeMetrics.Lists.WithLabels(Kind).Inc();
        _informer.TakeList(list, number);
        _version = list.ResourceVersion;
        Recovered();
        LogListed(_logger, ResourceKind.Of<T>().FullName, list.Items.Count, list.ResourceVersion);
    }

    private async Task WatchAsync(long start, CancellationToken cancellationToken)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        lock (_lock)
        {
            if (_listAgain)
            {
                return;
            }

            _watching = watching;
        }

        try
        {
            await WatchUntilEndAsync(start, watching.Token);
        }
        finally
        {
            lock (_lock)
            {
                _watching = null;
            }
        }
    }

    private async Task WatchUntilEndAsync(long start, CancellationToken cancellationToken)
    {
        var time = _options.MinWatchTime + ((_options.MaxWatchTime - _options.MinWatchTime) * _random.NextDouble());
        var watch = new WatchOptions
        {
            LabelSelector = _options.LabelSelector,
            FieldSelector = _options.FieldSelector,
            Filter = _options.Filter,
            ResourceVersion = _version,
            Timeout = time,
            Margin = _options.WatchMargin,
            Opened = Opened,
        };
        RuntimeMetrics.Watches.WithLabels(Kind).Inc();
        (_opened, _sawEvent) = (false, false);
        try
        {
            await foreach (var change in _client.WatchAsync<T>(_options.Namespace, watch, cancellationToken))
            {
                _sawEvent = true;
                RuntimeMetrics.WatchEvents.WithLabels(Kind, change.Type.ToString()).Inc();
                _informer.TakeEvent(change);
                _version = change.ResourceVersion;
            }
        }
        catch (Exception e) when (e is IOException or TimeoutException && IsUseful(start) && !cancellationToken.IsCancellationRequested)
        {
            // Connections break every now and then, and a watch that worked until then is worth another at once: whoever
            // waited longer and longer would be blind for most of the time behind a balancer that cuts every minute.
            RuntimeMetrics.WatchFailures.WithLabels(Kind, ReasonOf(e)).Inc();
            LogBroken(_logger, ResourceKind.Of<T>().FullName, ApiFailure.Describe(e)!);
        }

        var held = _options.TimeProvider.GetElapsedTime(start);
        if (!IsUseful(start))
        {
            throw new IOException($"The watch of {ResourceKind.Of<T>()} ended after {held.TotalMilliseconds:0} ms without an event.");
        }

        if (held >= Healthy)
        {
            _backoff.Reset();
        }
    }

    private void Opened()
    {
        _opened = true;
        Recovered();
    }

    /// <summary>Whether the watch that began at <paramref name="start"/> told something, or was open long enough to have told it.</summary>
    private bool IsUseful(long start) => _opened && (_sawEvent || _options.TimeProvider.GetElapsedTime(start) >= ShortestWatch);

    private void Recovered()
    {
        _problem = null;
        if (_failingSince is { } since)
        {
            _failingSince = null;
            LogRecovered(_logger, ResourceKind.Of<T>().FullName, _options.TimeProvider.GetElapsedTime(since));
        }
    }

    private async Task PauseAsync(Exception error, long start, CancellationToken cancellationToken)
    {
        var reason = ReasonOf(error);
        if (_version is not null && MustListAgain(error))
        {
            _version = null;
        }

        // A break after a long healthy time is no reason to stay away for long.
        if (_options.TimeProvider.GetElapsedTime(start) >= Healthy)
        {
            _backoff.Reset();
        }

        _problem = ApiFailure.Describe(error) ?? error.Message.ReplaceLineEndings(" ");
        _failingSince ??= start;
        RuntimeMetrics.WatchFailures.WithLabels(Kind, reason).Inc();
        var wait = _backoff.Next();
        if (error is KubernetesApiException { RetryAfter: { } asked } && asked > wait)
        {
            wait = asked < LongestWait ? asked : LongestWait;
        }

        if (reason is "gone")
        {
            LogGone(_logger, ResourceKind.Of<T>().FullName, wait);
        }
        else
        {
            LogFailed(_logger, ResourceKind.Of<T>().FullName, _problem, wait, _version is null ? "listing" : "watching");
        }

        await Task.Delay(wait, _options.TimeProvider, cancellationToken);
    }

    /// <summary>Whether the version is to blame. Only a refusal that says nothing about the version lets the watch go on from it: a busy or unreachable server.</summary>
    private static bool MustListAgain(Exception error) => error switch
    {
        KubernetesApiException { IsGone: true } => true,
        KubernetesApiException
        {
            StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.Unauthorized
        } => false,
        KubernetesApiException => true,
        TimeoutException or IOException or HttpRequestException => false,
        Configuration.KubernetesConfigurationException => false,
        _ => true,
    };

    private static string ReasonOf(Exception error) => error switch
    {
        KubernetesApiException { IsGone: true } => "gone",
        KubernetesApiException api => ((int)api.StatusCode).ToString(),
        TimeoutException => "timeout",
        IOException or HttpRequestException => "connection",
        System.Text.Json.JsonException => "decode",
        _ => "other",
    };

    [LoggerMessage(Level = LogLevel.Debug, Message = "Listed {Count} {Kind} at version {Version}")]
    private static partial void LogListed(ILogger logger, string kind, int count, string version);

    [LoggerMessage(Level = LogLevel.Information, Message = "The server no longer keeps the version that the watch of {Kind} was at; listing again in {Wait}")]
    private static partial void LogGone(ILogger logger, string kind, TimeSpan wait);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Following {Kind} failed: {Error} Going on with {Next} in {Wait}")]
    private static partial void LogFailed(ILogger logger, string kind, string error, TimeSpan wait, string next);

    [LoggerMessage(Level = LogLevel.Information, Message = "The watch of {Kind} broke; opening it again from where it was: {Error}")]
    private static partial void LogBroken(ILogger logger, string kind, string error);

    [LoggerMessage(Level = LogLevel.Information, Message = "Following {Kind} again after {Outage}")]
    private static partial void LogRecovered(ILogger logger, string kind, TimeSpan outage);
}
