using System.Text.Json;
using k8s.Models;
using Microsoft.Extensions.Logging;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Runtime.Metrics;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Kubernetes.Runtime.LeaderElection;

/// <summary>Lets one of several replicas act, by a Lease.</summary>
/// <remarks>
/// No clock of another machine is trusted: a candidate takes the lease when it has not seen it change for the lease's
/// duration by its own monotonic clock, and a leader stops when its last successful renewal <em>began</em> longer ago
/// than the renew deadline by its own. The deadline is shorter than the duration, so the old leader has stopped before
/// a new one begins, as long as the two clocks run at about the same rate.
/// <para>
/// A leader that vanishes is followed, counted from the instant at which the server stored its last renewal, after at least
/// the lease's duration d, and at most d + 3/4 r + 4q: the candidate may see that renewal three quarters of a retry period r
/// late, since the answer to its look may have left just before; it then waits for d, and looks exactly when d is over. q is
/// the time of one request: of the look that missed the renewal, the one that saw it, the one that finds it unchanged, and the
/// claim. So it is d + r at most as long as a request takes no more than r/16. This holds for a candidate that has looked at the
/// lease before the leader vanished; one that starts later counts from its own first look. A candidate's request that hangs is
/// given up after 2r.
/// </para>
/// </remarks>
public sealed partial class LeaderElector
{
    // In retry periods, from a candidate's look to its next: what is left of the period is for the requests of a handover.
    private const double ShortestPause = 0.5;
    private const double LongestPause = 0.75;

    private readonly KubernetesClient _client;
    private readonly LeaderElectionOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly NamespacedName _key;
    private readonly Lock _lock = new();
    private V1Lease? _observed;
    private long _observedAt;
    private bool _holds;
    private long _renewedAt;

    /// <summary>A candidate that does nothing before <see cref="RunAsync"/>.</summary>
    /// <exception cref="ArgumentException">The times of <paramref name="options"/> don't fit each other.</exception>
    public LeaderElector(KubernetesClient client, LeaderElectionOptions options)
    {
        options.Validate();
        _client = client;
        _options = options;
        _time = options.TimeProvider;
        _logger = options.LoggerFactory.CreateLogger<LeaderElector>();
        _key = new NamespacedName(options.Namespace, options.Name);
        LeaderStatus.Register(this);
    }

    /// <summary>Name of the lease.</summary>
    public string Name => _options.Name;

    /// <summary>Whether this program may act now: it holds the lease, and renewed it within the deadline.</summary>
    public bool IsLeader
    {
        get
        {
            lock (_lock)
            {
                return _holds && _time.GetElapsedTime(_renewedAt) < _options.RenewDeadline;
            }
        }
    }

    /// <summary>Who held the lease when it was last looked at; null if nobody did.</summary>
    public string? Leader
    {
        get
        {
            lock (_lock)
            {
                return string.IsNullOrEmpty(_observed?.Spec?.HolderIdentity) ? null : _observed.Spec.HolderIdentity;
            }
        }
    }

    /// <summary>Called before each renewal and each look at the lease: a heartbeat for what would otherwise need a timer of its own.</summary>
    internal Action? Beat { get; set; }

    /// <summary>Fences a write: see <see cref="KubernetesClient.WriteGuard"/>.</summary>
    /// <exception cref="LeadershipLostException">This program may not act now.</exception>
    public void ThrowIfNotLeader()
    {
        if (!IsLeader)
        {
            throw new LeadershipLostException($"{_options.Identity} does not lead by the lease {_key}: nothing was written.");
        }
    }

    /// <summary>Waits until this program leads, then has it lead until it returns, and gives the lease back.</summary>
    /// <param name="lead">What the leader does. Its token is cancelled when leadership is lost: it must then leave off at once.</param>
    /// <param name="stop">Ends the wait for leadership. It does not end leadership: <paramref name="lead"/> decides when it has finished.</param>
    /// <exception cref="LeadershipLostException">Leadership was lost while <paramref name="lead"/> ran.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> came before leadership did.</exception>
    public async Task RunAsync(Func<CancellationToken, Task> lead, CancellationToken stop)
    {
        await AcquireAsync(stop);
        LogLeading(_logger, _options.Identity, _key);
        using var lost = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _time);
        using var finished = new CancellationTokenSource();
        lost.CancelAfter(Remaining());
        var renewing = RenewAsync(lost, finished.Token);
        string lossReason;
        try
        {
            await lead(lost.Token);
        }
        finally
        {
            await finished.CancelAsync();
            await renewing;
            lossReason = Holds() ? $"it could not be renewed for {_options.RenewDeadline}" : $"{Leader ?? "nobody"} holds it";
            await ReleaseAsync();
        }

        if (lost.IsCancellationRequested)
        {
            throw new LeadershipLostException($"{_options.Identity} lost the lease {_key}: {lossReason}.");
        }
    }

    private async Task AcquireAsync(CancellationToken stop)
    {
        string? told = null;
        while (true)
        {
            var looked = _time.GetTimestamp();
            try
            {
                // One look that hangs must not cost the lease's whole duration.
                if (await TryTakeAsync(_options.RetryPeriod * 2, stop))
                {
                    return;
                }

                if (Leader is { } leader && !string.Equals(leader, told, StringComparison.Ordinal))
                {
                    LogStandingBy(_logger, leader, _key);
                    told = leader;
                }
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                LogNotReached(_logger, _key, e.Message);
            }

            await Task.Delay(UntilNextLook(looked), _time, stop);
        }
    }

    /// <summary>From one look to the next it is a part of a retry period, or less because the lease runs out before. A look that hung has waited long enough.</summary>
    private TimeSpan UntilNextLook(long looked)
    {
        var period = RestOf(_options.RetryPeriod * (LongestPause - ((LongestPause - ShortestPause) * _options.Random.NextDouble())), looked);
        lock (_lock)
        {
            var left = _observed is null ? TimeSpan.Zero : DurationOf(_observed) - _time.GetElapsedTime(_observedAt);
            return left > TimeSpan.Zero && left < period ? left : period;
        }
    }

    /// <summary>What is left of a period that began at a timestamp.</summary>
    private TimeSpan RestOf(TimeSpan period, long began) =>
        period - _time.GetElapsedTime(began) is var rest && rest > TimeSpan.Zero ? rest : TimeSpan.Zero;

    private async Task RenewAsync(CancellationTokenSource lost, CancellationToken finished)
    {
        try
        {
            var atOnce = false;
            var began = _time.GetTimestamp();
            while (true)
            {
                await Task.Delay(atOnce ? TimeSpan.Zero : RestOf(_options.RetryPeriod, began), _time, finished);
                began = _time.GetTimestamp();
                try
                {
                    // A renewal that hangs must leave time for another before the deadline.
                    var timeout = Remaining() is var left && left < _options.RetryPeriod * 2 ? left : _options.RetryPeriod * 2;
                    if (timeout > TimeSpan.Zero && await TryTakeAsync(timeout, lost.Token))
                    {
                        lost.CancelAfter(Remaining());
                        atOnce = false;
                    }
                    else if (!Holds())
                    {
                        await lost.CancelAsync();
                    }
                    else
                    {
                        // What was written last had no answer in time, and has been read by now: the next renewal follows on it.
                        atOnce = !atOnce;
                    }
                }
                catch (Exception e) when (!lost.IsCancellationRequested)
                {
                    LogNotReached(_logger, _key, e.Message);
                }

                lost.Token.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException)
        {
            // Finished, or lost: the caller looks which.
        }
    }

    /// <summary>Takes or renews the lease; false if another holds it or was faster.</summary>
    /// <param name="timeout">Longest time of each request.</param>
    /// <param name="cancellationToken">Gives up the request.</param>
    private async Task<bool> TryTakeAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        Beat?.Invoke();
        var current = Holds() ? _observed : await FindAsync(timeout, cancellationToken);
        if (current is null && _observed is { } gone && !IsMine(gone) && !IsExpired(gone))
        {
            // Somebody deleted the lease. Its holder may not have noticed, and has its time all the same.
            return false;
        }

        Observe(current);

        // The claim is made at every look, though it is seldom sent: what a program does for the first time takes it longest,
        // and that must not come when the lease has run out.
        var claim = WriteOf(Claim(current));
        if (current is not null && !IsMine(current) && !IsExpired(current))
        {
            return false;
        }

        // What counts is when the renewal was sent: its answer may have been under way for long.
        var sent = _time.GetTimestamp();
        try
        {
            var written = await _client.SendLeaseAsync<V1Lease>(claim, timeout, cancellationToken);
            lock (_lock)
            {
                _holds = true;
                _renewedAt = sent;
            }

            Observe(written);
            return true;
        }
        catch (KubernetesApiException e) when (e.IsConflict || e.IsAlreadyExists || e.IsNotFound)
        {
            // Somebody wrote the lease since it was read. Only reading it tells whether it is still ours: an answer of
            // ours may have been lost.
            var now = await FindAsync(timeout, cancellationToken);
            lock (_lock)
            {
                _holds = _holds && now is not null && IsMine(now);
            }

            Observe(now);
            return false;
        }
    }

    private V1Lease Claim(V1Lease? current)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        var renews = current is not null && IsMine(current);
        return new V1Lease
        {
            Metadata = current?.Metadata ?? new V1ObjectMeta { Name = _options.Name, NamespaceProperty = _options.Namespace },
            Spec = new V1LeaseSpec
            {
                HolderIdentity = _options.Identity,
                LeaseDurationSeconds = (int)_options.LeaseDuration.TotalSeconds,
                AcquireTime = renews ? current!.Spec!.AcquireTime : now,
                RenewTime = now,
                LeaseTransitions = renews ? current!.Spec!.LeaseTransitions : (current?.Spec?.LeaseTransitions + 1 ?? 0),
            },
        };
    }

    private async Task ReleaseAsync()
    {
        V1Lease? held;
        lock (_lock)
        {
            held = _holds ? _observed : null;
            _holds = false;
        }

        if (held is null || !IsMine(held))
        {
            return;
        }

        try
        {
            var free = held with { Spec = held.Spec! with { HolderIdentity = "", LeaseDurationSeconds = 1, RenewTime = _time.GetUtcNow().UtcDateTime } };
            Observe(await _client.SendLeaseAsync<V1Lease>(WriteOf(free), _options.RetryPeriod, CancellationToken.None));
            LogReleased(_logger, _key);
        }
        catch (Exception e)
        {
            // The others take it when its time is over.
            LogNotReached(_logger, _key, e.Message);
        }
    }

    private async Task<V1Lease?> FindAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            return await _client.SendLeaseAsync<V1Lease>(
                new ApiRequest(HttpMethod.Get, ResourcePath.Object(ResourceKind.Of<V1Lease>(), _key)), timeout, cancellationToken);
        }
        catch (KubernetesApiException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    private ApiRequest WriteOf(V1Lease lease)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(lease, ResourceJson.TypeInfo<V1Lease>());
        return lease.Metadata.ResourceVersion is null
            ? new ApiRequest(HttpMethod.Post, ResourcePath.Collection(ResourceKind.Of<V1Lease>(), _options.Namespace), "application/json", body)
            : new ApiRequest(HttpMethod.Put, ResourcePath.Object(ResourceKind.Of<V1Lease>(), _key), "application/json", body);
    }

    private void Observe(V1Lease? lease)
    {
        lock (_lock)
        {
            if (!string.Equals(_observed?.Metadata.ResourceVersion, lease?.Metadata.ResourceVersion, StringComparison.Ordinal))
            {
                _observedAt = _time.GetTimestamp();
            }

            _observed = lease;
        }
    }

    private bool IsMine(V1Lease lease) => string.Equals(lease.Spec?.HolderIdentity, _options.Identity, StringComparison.Ordinal);

    private bool IsExpired(V1Lease lease) =>
        string.IsNullOrEmpty(lease.Spec?.HolderIdentity)
        || _time.GetElapsedTime(_observedAt) >= DurationOf(lease);

    private TimeSpan DurationOf(V1Lease lease) => TimeSpan.FromSeconds(lease.Spec?.LeaseDurationSeconds ?? _options.LeaseDuration.TotalSeconds);

    private bool Holds()
    {
        lock (_lock)
        {
            return _holds;
        }
    }

    private TimeSpan Remaining()
    {
        lock (_lock)
        {
            var left = _options.RenewDeadline - _time.GetElapsedTime(_renewedAt);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Identity} leads by the lease {Lease}")]
    private static partial void LogLeading(ILogger logger, string identity, NamespacedName lease);

    [LoggerMessage(Level = LogLevel.Information, Message = "Standing by: {Leader} holds the lease {Lease}")]
    private static partial void LogStandingBy(ILogger logger, string leader, NamespacedName lease);

    [LoggerMessage(Level = LogLevel.Information, Message = "Gave back the lease {Lease}")]
    private static partial void LogReleased(ILogger logger, NamespacedName lease);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease {Lease} could not be read or written: {Error}")]
    private static partial void LogNotReached(ILogger logger, NamespacedName lease, string error);
}
