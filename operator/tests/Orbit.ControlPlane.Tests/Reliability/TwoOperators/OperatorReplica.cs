using Orbit.ControlPlane.Tests.EndToEnd;
using Orbit.Faults;

namespace Orbit.ControlPlane.Tests.Reliability.TwoOperators;

/// <summary>One of several operators of a world, behind a fault proxy of its own. It is started again whenever it ends by itself, as a kubelet does.</summary>
internal sealed class OperatorReplica : IAsyncDisposable
{
    // No test is judged by time: this only ends one that would hang.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly OrbitWorld _world;
    private readonly FaultProxy _proxy;
    private readonly string _kubeconfig = Path.GetTempFileName();
    private Task _watching = Task.CompletedTask;
    private ChildProcess _process = null!;
    private volatile bool _ended;
    private volatile TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

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
        await replica.StandsByAsync();
        return replica;
    }

    /// <summary>Ends it as a power failure would; it comes back at once.</summary>
    public async Task KillAsync()
    {
        Expect();
        await _process.KillAsync();
        await RestartedAsync();
    }

    /// <summary>Stops it in the middle of whatever it does.</summary>
    public Task PauseAsync() => _process.SignalAsync("STOP");

    /// <summary>Lets it go on, and waits until it has noticed that it does not lead any more: one that led has ended and was started again.</summary>
    public async Task ContinueAsync()
    {
        Expect();
        await _process.SignalAsync("CONT");
        await RestartedAsync();
    }

    /// <summary>Cuts it off from the API server, and from nothing else.</summary>
    /// <param name="silently">Whether what it sends vanishes; otherwise its connections are refused.</param>
    public void CutOff(bool silently)
    {
        Expect();
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
        await RestartedAsync();
    }

    /// <summary>Waits until it has seen everything and could take over at once.</summary>
    public async Task StandsByAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        await _process.LineAsync("informers have synced", limit.Token);
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

    /// <summary>From here on a start counts as the one after the fault.</summary>
    private void Expect() => _started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    // On a busy machine the lease may have changed hands before the fault came. A standby has no reason to end.
    private async Task RestartedAsync()
    {
        var process = _process;
        if (!process.HasExited && !process.Output.Contains("leads by the lease", StringComparison.Ordinal))
        {
            return;
        }

        try
        {
            await _started.Task.WaitAsync(Limit);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"Operator {Name} led and did not end when it had lost the lease. It wrote:\n{process.Output[^Math.Min(8000, process.Output.Length)..]}", e);
        }
    }

    private void Start()
    {
        var environment = _world.OperatorEnvironment();
        environment["KUBECONFIG"] = _kubeconfig;
        environment["ORBIT_LEASE_DURATION"] = "3s";
        _process = ChildProcess.Start("Orbit.Operator", environment);
        Starts++;
        _started.TrySetResult();
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
