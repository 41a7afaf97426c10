using Orbit.ControlPlane.Tests.EndToEnd;
using Orbit.Faults;

namespace Orbit.ControlPlane.Tests.Reliability.TwoOperators;

/// <summary>One of several operators of a world, behind a fault proxy of its own. It is started again whenever it ends by itself, as a kubelet does.</summary>
internal sealed class OperatorReplica : IAsyncDisposable
{
    // No test is judged by time: this only ends one that would hang.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private const string IsLeading = "leads by the lease";
    private const string IsCandidate = "Standing by: ";

    private readonly OrbitWorld _world;
    private readonly FaultProxy _proxy;
    private readonly string _kubeconfig = Path.GetTempFileName();
    private Task _watching = Task.CompletedTask;
    private volatile ChildProcess _process = null!;
    private ChildProcess _struck = null!;
    private volatile bool _ended;
    private volatile TaskCompletionSource _replaced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private OperatorReplica(string name, OrbitWorld world, FaultProxy proxy) => (Name, _world, _proxy) = (name, world, proxy);

    public string Name { get; }

    /// <summary>How often its process was started.</summary>
    public int Starts { get; private set; }

    public static async Task<OperatorReplica> StartAsync(string name, OrbitWorld world, LeaseTrace trace)
    {
        var proxy = await FaultProxy.StartAsync(world.ControlPlane.ApiServer, world.ControlPlane.CertificateAuthorityPath);
        var replica = new OperatorReplica(name, world, proxy);
        proxy.Hook = trace.HookOf(replica);
        await File.WriteAllTextAsync(replica._kubeconfig, proxy.Redirect(await File.ReadAllTextAsync(world.ControlPlane.OperatorKubeconfigPath)));
        replica.Start();
        replica._watching = replica.KeepRunningAsync();
        using var limit = new CancellationTokenSource(Limit);
        await replica._process.LineAsync("informers have synced", limit.Token);
        return replica;
    }

    /// <summary>Ends it as a power failure would; it comes back at once.</summary>
    public async Task KillAsync()
    {
        var process = _process;
        await process.KillAsync();
        await ReplacedAsync(process);
    }

    /// <summary>Stops it in the middle of whatever it does.</summary>
    public Task PauseAsync()
    {
        _struck = _process;
        return _struck.SignalAsync("STOP");
    }

    /// <summary>Lets it go on, and waits until it has noticed that it does not lead any more: one that led has ended and was started again.</summary>
    public async Task ContinueAsync()
    {
        await _struck.SignalAsync("CONT");
        await EndedAsync(_struck);
    }

    /// <summary>Cuts it off from the API server, and from nothing else.</summary>
    /// <param name="silently">Whether what it sends vanishes; otherwise its connections are refused.</param>
    public void CutOff(bool silently)
    {
        _struck = _process;
        if (silently)
        {
            _proxy.Connections.StallAll();
        }
        else
        {
            _proxy.Connections.Refuse();
        }
    }

    /// <summary>Lets it through again, and waits until one that led has ended, because it lost the lease, and was started again.</summary>
    public async Task ReconnectAsync()
    {
        _proxy.Connections.Accept();
        await EndedAsync(_struck);
    }

    /// <summary>Waits until it knows itself that it leads.</summary>
    public Task LeadsAsync(CancellationToken cancellationToken) => _process.LineAsync(IsLeading, cancellationToken);

    /// <summary>Waits until it is a candidate that has seen everything, and has looked at the lease. One that has led is none: it ends, and comes back as another process.</summary>
    public async Task StandsByAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var process = _process;
            var candidate = process.LineAsync(IsCandidate, cancellationToken);
            var replaced = ReplacedAsync(process).WaitAsync(cancellationToken);
            if (await Task.WhenAny(candidate, replaced) == candidate && candidate.IsCompletedSuccessfully && !HasLed(process))
            {
                return;
            }

            await replaced;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _ended = true;
        await _process.KillAsync();
        await _watching;
        await _process.DisposeAsync();
        await _proxy.DisposeAsync();
        File.Delete(_kubeconfig);
    }

    private static bool HasLed(ChildProcess process) => process.Output.Contains(IsLeading, StringComparison.Ordinal);

    // On a busy machine the lease may have changed hands before the fault came. A standby has no reason to end.
    private async Task EndedAsync(ChildProcess process)
    {
        if (!HasLed(process))
        {
            return;
        }

        try
        {
            await ReplacedAsync(process).WaitAsync(Limit);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"Operator {Name} led and did not end when it had lost the lease. It wrote:\n{process.Output[^Math.Min(8000, process.Output.Length)..]}", e);
        }
    }

    private async Task ReplacedAsync(ChildProcess process)
    {
        // First the promise, then the look: a start in between completes the one or shows in the other.
        var replaced = _replaced.Task;
        if (_process == process)
        {
            await replaced;
        }
    }

    private void Start()
    {
        var environment = _world.OperatorEnvironment();
        environment["KUBECONFIG"] = _kubeconfig;
        environment["ORBIT_LEASE_DURATION"] = "3s";
        _process = ChildProcess.Start("Orbit.Operator", environment);
        Starts++;
        var replaced = _replaced;
        _replaced = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        replaced.SetResult();
    }

    private async Task KeepRunningAsync()
    {
        while (!_ended)
        {
            var process = _process;
            await process.ExitCodeAsync();
            if (!_ended)
            {
                Start();
                await process.DisposeAsync();
            }
        }
    }
}
