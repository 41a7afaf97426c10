using Microsoft.Extensions.Logging;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Runtime.LeaderElection;
using Orbit.Kubernetes.Runtime.Metrics;
using Orbit.Kubernetes.Runtime.Reconciling;
using Orbit.Kubernetes.Runtime.Watching;

namespace Orbit.Kubernetes.Runtime.Hosting;

/// <summary>Runs the parts of an operator in the right order: informers first, controllers once they have synced and this program leads; and on stopping, intake, reconciles under way, lease, informers.</summary>
public sealed partial class OperatorHost
{
    private readonly KubernetesClient _client;
    private readonly OperatorHostOptions _options;
    private readonly ILogger _logger;
    private readonly List<IInformer> _informers = [];
    private readonly List<IController> _controllers = [];
    private readonly List<(string Name, Func<CancellationToken, Task> Run)> _background = [];
    private readonly List<Func<string?>> _conditions = [];
    private volatile bool _started;
    private volatile bool _synced;
    private volatile bool _stopping;
    private volatile string? _dead;

    /// <summary>An operator without parts.</summary>
    /// <param name="client">The client that the controllers write through; while this program does not lead, its writes throw <see cref="LeadershipLostException"/>.</param>
    /// <param name="options">Leadership and times.</param>
    public OperatorHost(KubernetesClient client, OperatorHostOptions? options = null)
    {
        _client = client;
        _options = options ?? new OperatorHostOptions();
        _logger = _options.LoggerFactory.CreateLogger<OperatorHost>();
        if (_options.LeaderElection is { } election)
        {
            Elector = new LeaderElector(client, election);
            client.WriteGuard = Elector.ThrowIfNotLeader;
            var clock = new ClockWatch(_options.TimeProvider);
            Elector.Beat = () => LookAtClock(clock);
        }
    }

    /// <summary>The leader election; null without.</summary>
    public LeaderElector? Elector { get; }

    /// <summary>Whether this program may act now.</summary>
    public bool IsLeader => Elector?.IsLeader ?? true;

    /// <summary>Whether every part that should run does. If not, the program can only be started again.</summary>
    public bool IsLive => _dead is null;

    /// <summary>Whether the stores are complete and every readiness condition holds. A standby is ready too: it can take over at once.</summary>
    public bool IsReady => _synced && !_stopping && IsLive && _conditions.TrueForAll(problem => problem() is null);

    /// <summary>Adds an informer; it runs on every replica.</summary>
    public OperatorHost Add(IInformer informer)
    {
        ThrowIfStarted();
        _informers.Add(informer);
        return this;
    }

    /// <summary>Adds a controller; it runs on the leader.</summary>
    public OperatorHost Add(IController controller)
    {
        ThrowIfStarted();
        _controllers.Add(controller);
        return this;
    }

    /// <summary>Adds a loop that runs on every replica until the end, such as an event recorder or a cache that standbys keep warm.</summary>
    /// <param name="name">Name in logs and in the answer of /livez.</param>
    /// <param name="run">The loop; if it ends before its token is cancelled, the program is dead.</param>
    public OperatorHost AddBackground(string name, Func<CancellationToken, Task> run)
    {
        ThrowIfStarted();
        _background.Add((name, run));
        return this;
    }

    /// <summary>Adds a condition of readiness; the parts run whether it holds or not.</summary>
    /// <param name="problem">Says in a few words why the program can't be asked now, or null. Must return at once.</param>
    public OperatorHost AddReadiness(Func<string?> problem)
    {
        ThrowIfStarted();
        _conditions.Add(problem);
        return this;
    }

    /// <summary>What is wrong, one line each; empty when all is well. A ready program may have trouble too: what it follows can't be followed at the moment, and its stores show the last that was known.</summary>
    public IReadOnlyList<string> Problems() =>
    [
        .. _dead is { } dead ? [dead] : Array.Empty<string>(),
        .. _stopping ? ["stopping"] : Array.Empty<string>(),
        .. _informers.Where(i => !i.HasSynced).Select(i => $"{i.Kind} not synced{(i.Problem is { } problem ? $": {problem}" : "")}"),
        .. _informers.Where(i => i.HasSynced && i.Problem is not null).Select(i => $"{i.Kind} may be out of date: {i.Problem}"),
        .. _conditions.Select(problem => problem()).OfType<string>(),
    ];

    /// <summary>Runs the operator until it is stopped.</summary>
    /// <exception cref="LeadershipLostException">Leadership was lost; the program should end, and be started again as a candidate.</exception>
    /// <exception cref="InvalidOperationException">A part ended that should not have; the inner exception says why.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        ThrowIfStarted();
        _started = true;
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var background = new CancellationTokenSource();
        await using var flag = stopping.Token.Register(() => _stopping = true);
        var loops = _informers.Select(i => ($"informer of {i.Kind}", (Func<CancellationToken, Task>)i.RunAsync))
            .Concat(_background)
            .Select(loop => WatchOverAsync(loop.Item1, loop.Item2, background.Token, CancellationToken.None, stopping))
            .ToList();
        try
        {
            foreach (var informer in _informers)
            {
                await informer.WaitForSyncAsync(stopping.Token);
            }

            _synced = true;
            LogSynced(_logger, _informers.Count);
            if (Elector is null)
            {
                using var never = new CancellationTokenSource();
                await LeadAsync(stopping, never.Token);
            }
            else
            {
                await Elector.RunAsync(lost => LeadAsync(stopping, lost), stopping.Token);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Told to stop, or a part died, before leadership came.
        }
        finally
        {
            _stopping = true;
            await background.CancelAsync();
            await Task.WhenAll(loops);
            LogStopped(_logger);
        }

        if (_dead is { } dead)
        {
            throw new InvalidOperationException($"The operator stopped: {dead}.");
        }
    }

    private void ThrowIfStarted()
    {
        if (_started)
        {
            throw new InvalidOperationException("The operator runs already.");
        }
    }

    private void LookAtClock(ClockWatch clock)
    {
        if (clock.Look() is not { } jump)
        {
            return;
        }

        RuntimeMetrics.ClockJumps.Inc();
        LogClockJumped(_logger, jump > TimeSpan.Zero ? "forwards" : "backwards", TimeSpan.FromSeconds(Math.Round(jump.Duration().TotalSeconds)));
        foreach (var controller in _controllers)
        {
            controller.LookAgain();
        }
    }

    private async Task LeadAsync(CancellationTokenSource stopping, CancellationToken lost)
    {
        // Those that are still at work when the time for it is over are left to the next start, which finds their traces.
        using var drainOver = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _options.TimeProvider);
        await using var drain = stopping.Token.Register(() => drainOver.CancelAfter(_options.DrainTimeout));
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(lost, drainOver.Token);
        var controllers = _controllers
            .Select(c => WatchOverAsync($"controller {c.Name}", token => c.RunAsync(token, abort.Token), stopping.Token, lost, stopping))
            .ToList();
        var work = Task.WhenAll(controllers.Append(WaitAsync(stopping.Token, lost)));

        // Whoever does not leave off after the loss must not keep the program from ending: it would be neither leader nor candidate.
        using var overdue = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _options.TimeProvider);
        await using var end = lost.Register(() => overdue.CancelAfter(_options.DrainTimeout));
        try
        {
            await work.WaitAsync(overdue.Token);
        }
        catch (OperationCanceledException) when (overdue.IsCancellationRequested)
        {
            LogOverdue(_logger, _options.DrainTimeout);
        }
    }

    private static async Task WaitAsync(CancellationToken stop, CancellationToken lost)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var first = stop.Register(() => end.TrySetResult());
        await using var second = lost.Register(() => end.TrySetResult());
        await end.Task;
    }

    /// <summary>Runs a part, and stops everything if it ends before one of its tokens says so.</summary>
    private async Task WatchOverAsync(
        string name, Func<CancellationToken, Task> run, CancellationToken until, CancellationToken orUntil, CancellationTokenSource stopping)
    {
        Exception? error = null;
        try
        {
            await Task.Run(() => run(until), CancellationToken.None);
        }
        catch (OperationCanceledException) when (until.IsCancellationRequested || orUntil.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            error = e;
        }

        if (until.IsCancellationRequested || orUntil.IsCancellationRequested)
        {
            return;
        }

        _dead = $"the {name} died: {error?.Message ?? "it ended by itself"}";
        LogDied(_logger, error, name);
        await stopping.CancelAsync();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} informers have synced")]
    private static partial void LogSynced(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopped")]
    private static partial void LogStopped(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The clock of this machine jumped {Direction} by {Jump}; leadership goes by another clock, and everything else is looked at again")]
    private static partial void LogClockJumped(ILogger logger, string direction, TimeSpan jump);

    [LoggerMessage(Level = LogLevel.Critical, Message = "A reconcile did not leave off within {Timeout} after leadership was lost; ending all the same")]
    private static partial void LogOverdue(ILogger logger, TimeSpan timeout);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The {Part} died")]
    private static partial void LogDied(ILogger logger, Exception? error, string part);
}
