using Microsoft.Extensions.Logging;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Runtime.Metrics;

namespace Orbit.Kubernetes.Runtime.Reconciling;

/// <summary>Workers that take keys from a queue and reconcile them, with back-off for what fails. For what is not about one object, such as planning a whole fleet, the key can be anything.</summary>
/// <typeparam name="TKey">What is reconciled.</typeparam>
public sealed partial class ReconcileLoop<TKey> : IController, IDisposable
    where TKey : notnull
{
    private readonly Func<TKey, CancellationToken, Task<TimeSpan?>> _reconcile;
    private readonly ControllerOptions _options;
    private readonly ILogger _logger;

    /// <summary>A loop that does nothing before <see cref="RunAsync"/>.</summary>
    /// <param name="name">Name in logs and metrics.</param>
    /// <param name="reconcile">The work; gives the wall-clock time after which to reconcile again, null for none; its exceptions mean back-off, <see cref="TerminalException"/> means no retry.</param>
    /// <param name="options">Workers and clock.</param>
    public ReconcileLoop(string name, Func<TKey, CancellationToken, Task<TimeSpan?>> reconcile, ControllerOptions? options = null)
    {
        Name = name;
        _reconcile = reconcile;
        _options = options ?? new ControllerOptions();
        _logger = _options.LoggerFactory.CreateLogger($"Orbit.Kubernetes.Runtime.Reconciling.{name}");
        Queue = new RateLimitingQueue<TKey>(name, _options.TimeProvider);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The keys to reconcile.</summary>
    public RateLimitingQueue<TKey> Queue { get; }

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        await using var shutDown = stop.Register(Queue.ShutDown);
        await using var shutDownAtOnce = abort.Register(Queue.ShutDown);
        var workers = Enumerable.Range(0, _options.Workers).Select(_ => Task.Run(() => WorkAsync(abort), CancellationToken.None));
        await Task.WhenAll(workers);
    }

    /// <inheritdoc/>
    public void Dispose() => Queue.Dispose();

    private async Task WorkAsync(CancellationToken abort)
    {
        await foreach (var key in Queue.TakeAllAsync(CancellationToken.None))
        {
            try
            {
                await ReconcileAsync(key, abort);
            }
            catch
            {
                // No exception of a reconcile comes here. A mistake of this loop's own ends it whole, rather than leaving it with fewer workers.
                Queue.ShutDown();
                throw;
            }
            finally
            {
                Queue.Done(key);
            }
        }
    }

    private async Task ReconcileAsync(TKey key, CancellationToken abort)
    {
        var start = _options.TimeProvider.GetTimestamp();
        RuntimeMetrics.ActiveWorkers.WithLabels(Name).Inc();
        string result;
        try
        {
            var next = await _reconcile(key, abort);
            Queue.Forget(key);
            if (next is { } after)
            {
                Queue.AddAfter(key, after);
            }

            result = next is null ? "success" : "requeue_after";
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            result = Failed(key, e);
        }
        finally
        {
            RuntimeMetrics.ActiveWorkers.WithLabels(Name).Dec();
            RuntimeMetrics.ReconcileDuration.WithLabels(Name).Observe(_options.TimeProvider.GetElapsedTime(start).TotalSeconds);
        }

        RuntimeMetrics.Reconciles.WithLabels(Name, result).Inc();
    }

    private string Failed(TKey key, Exception error)
    {
        switch (error)
        {
            case TerminalException:
                Queue.Forget(key);
                RuntimeMetrics.TerminalErrors.WithLabels(Name).Inc();
                RuntimeMetrics.ReconcileErrors.WithLabels(Name).Inc();
                LogTerminal(_logger, key, error.Message);
                return "terminal_error";
            case ReconciliationFailedException { RequeueAfter: { } after }:
                RuntimeMetrics.ReconcileErrors.WithLabels(Name).Inc();
                LogFailed(key, error, Queue.AddRateLimited(key, after));
                return "error";
            case KubernetesApiException { IsConflict: true }:
                // Somebody else was faster. The next round looks at what they wrote.
                LogConflict(_logger, key, error.Message, Queue.AddRateLimited(key));
                return "conflict";
            case KubernetesApiException { RetryAfter: { } asked }:
                // A server that says "at once" again and again is not taken at its word.
                RuntimeMetrics.ReconcileErrors.WithLabels(Name).Inc();
                LogFailed(key, error, Queue.AddRateLimited(key, asked));
                return "error";
            default:
                RuntimeMetrics.ReconcileErrors.WithLabels(Name).Inc();
                LogFailed(key, error, Queue.AddRateLimited(key));
                return "error";
        }
    }

    private void LogFailed(TKey key, Exception error, TimeSpan delay)
    {
        if (error is ReconciliationFailedException { InnerException: null })
        {
            LogNotReached(_logger, key, delay, error.Message);
        }
        else if (ApiFailure.Describe(error) is { } said)
        {
            LogNotReached(_logger, key, delay, said);
        }
        else
        {
            LogThrown(_logger, error, key, delay);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Reconciling {Key} failed; trying again in {Delay}")]
    private static partial void LogThrown(ILogger logger, Exception error, TKey key, TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reconciling {Key} failed; trying again in {Delay}: {Error}")]
    private static partial void LogNotReached(ILogger logger, TKey key, TimeSpan delay, string error);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Reconciling {Key} lost a race: {Error}; trying again in {Delay}")]
    private static partial void LogConflict(ILogger logger, TKey key, string error, TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nothing can be done for {Key} until it changes: {Error}")]
    private static partial void LogTerminal(ILogger logger, TKey key, string error);
}
