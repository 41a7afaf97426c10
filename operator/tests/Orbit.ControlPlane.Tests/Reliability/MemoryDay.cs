using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.ControlPlane.Tests.EndToEnd;
using Orbit.Faults;
using Orbit.Kubernetes.Runtime.Watching;

namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>
/// A day of the shipped constellation, with jobs that come, are answered and disappear, in which every connection between
/// the operator and the API server is broken every simulated minute.
/// </summary>
internal sealed class MemoryDay : IAsyncDisposable
{
    /// <summary>Mission seconds a wall second: a day in twelve minutes.</summary>
    public const double Rate = 120;

    private const string Spec = "work: {duration: 30s}\nttlAfterFinished: 30m";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1) / Rate;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    private readonly FaultProxy _proxy;
    private readonly OrbitWorld _world;
    private readonly string _kubeconfig;
    private readonly Random _random;
    private readonly CancellationTokenSource _end = new();
    private readonly HashSet<string> _submitted = new(StringComparer.Ordinal);
    private readonly HashSet<string> _succeeded = new(StringComparer.Ordinal);
    private readonly Informer<OrbitalInferenceJob> _jobs;
    private readonly Task _following;
    private readonly SemaphoreSlim _changed = new(0);
    private readonly int _operator;

    private MemoryDay(FaultProxy proxy, OrbitWorld world, string kubeconfig, Random random)
    {
        (_proxy, _world, _kubeconfig, _random) = (proxy, world, kubeconfig, random);
        _operator = world.OperatorProcessId;
        // It looks past the proxy, so that it sees what there is and not what the operator is shown.
        _jobs = new Informer<OrbitalInferenceJob>(world.Client);
        _jobs.AddHandler(new ResourceEventHandler<OrbitalInferenceJob>(Seen, (_, after) => Seen(after), _ => _changed.Release()));
        _following = _jobs.RunAsync(_end.Token);
    }

    /// <summary>How often all connections have been broken.</summary>
    public int Breaks { get; private set; }

    /// <summary>How many jobs have been submitted.</summary>
    public int Submitted => _submitted.Count;

    /// <summary>What the operator held, in order of time.</summary>
    public List<MemorySample> Samples { get; } = [];

    /// <summary>The connections that the operator has open now.</summary>
    public int OpenConnections => _proxy.Connections.Open.Count;

    /// <summary>How many the operator has opened since it started.</summary>
    public long ConnectionsEver => _proxy.Connections.Count;

    /// <summary>Starts the constellation and an operator behind a proxy.</summary>
    public static async Task<MemoryDay> StartAsync(ControlPlaneFixture controlPlane, int seed)
    {
        var proxy = await FaultProxy.StartAsync(controlPlane.ApiServer, controlPlane.CertificateAuthorityPath);
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, proxy.Redirect(await File.ReadAllTextAsync(controlPlane.OperatorKubeconfigPath)));
        var world = await OrbitWorld.StartAsync(controlPlane, Rate, operatorEnvironment: new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["KUBECONFIG"] = file,
            // Leases are on the wall clock, and there the connections break every half second.
            ["ORBIT_LEASE_DURATION"] = "60s",
            // As it is shipped, for its memory is what is measured.
            ["DOTNET_TieredCompilation"] = "0",
        });
        return new MemoryDay(proxy, world, file, new Random(seed));
    }

    /// <summary>Lets the given number of simulated minutes pass.</summary>
    /// <param name="minutes">How many.</param>
    /// <param name="jobEvery">Simulated minutes from one job to the next.</param>
    /// <param name="tell">Is told every quarter of a simulated hour.</param>
    public async Task PassAsync(int minutes, int jobEvery, Action<string> tell)
    {
        const int quarter = 15;
        using var clock = new PeriodicTimer(Minute, TimeProvider.System);
        for (var minute = 0; minute < minutes; minute++)
        {
            await clock.WaitForNextTickAsync();
            if (minute % jobEvery == 0)
            {
                await SubmitAsync();
            }

            Break();
            if (minute % quarter == quarter - 1)
            {
                var sample = await SampleAsync(minute + 1);
                tell($"{sample.Minute / 60.0:0.00} h: {sample.ResidentMebibytes:0.0} MiB resident, {sample.HeapMebibytes:0.0} MiB heap, {sample.OpenFiles} open files; {Submitted} jobs submitted, {_jobs.Store.Count} there; {Breaks} breaks");
            }
        }
    }

    /// <summary>Submits a job and waits for its answer, with the connections left alone.</summary>
    public async Task AnswerOneAsync()
    {
        await SubmitAsync();
        await AllAnsweredAsync();
    }

    /// <summary>Waits until every job that was submitted has been answered.</summary>
    /// <exception cref="TimeoutException">That never came; the message says what there is.</exception>
    public Task AllAnsweredAsync() => UntilAsync(() =>
    {
        lock (_succeeded)
        {
            return _submitted.IsSubsetOf(_succeeded);
        }
    });

    /// <summary>Waits until every job has been deleted when its time after the answer was over.</summary>
    /// <exception cref="TimeoutException">That never came; the message says what there is.</exception>
    public Task AllGoneAsync() => UntilAsync(() => _jobs.Store.Count == 0);

    /// <summary>Waits until the operator has come back, and holds no more than given: idle connections of its pools close after a minute.</summary>
    /// <param name="connectionsEver">Connections that it must have opened since it started.</param>
    /// <param name="connections">Most that are open.</param>
    /// <param name="openFiles">Most files and sockets that are open.</param>
    /// <exception cref="TimeoutException">That never came.</exception>
    public async Task SettlesAsync(long connectionsEver, int connections, double openFiles)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var clock = new PeriodicTimer(TimeSpan.FromSeconds(1), TimeProvider.System);
        while (true)
        {
            var held = await SampleAsync(0, keep: false);
            if (ConnectionsEver >= connectionsEver && OpenConnections <= connections && held.OpenFiles <= openFiles)
            {
                return;
            }

            try
            {
                await clock.WaitForNextTickAsync(limit.Token);
            }
            catch (OperationCanceledException e)
            {
                throw new TimeoutException(
                    $"The operator opened {ConnectionsEver} connections (at least {connectionsEver} wanted) and holds {OpenConnections} (at most {connections}) and {held.OpenFiles} open files (at most {openFiles}).", e);
            }
        }
    }

    /// <summary>What the operator holds now.</summary>
    /// <param name="minute">Simulated minutes since the day began.</param>
    /// <param name="keep">Whether it is one of <see cref="Samples"/>.</param>
    public async Task<MemorySample> SampleAsync(int minute, bool keep = true)
    {
        if (_world.OperatorProcessId != _operator)
        {
            throw new InvalidOperationException($"The operator ended and was started anew; what was measured before says nothing of this one. It wrote:\n{_world.OperatorOutput}");
        }

        var sample = MemorySample.Of(minute, (await _world.OperatorHttpAsync("metrics")).Body);
        if (keep)
        {
            Samples.Add(sample);
        }

        return sample;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _world.DisposeAsync();
        await _proxy.DisposeAsync();
        File.Delete(_kubeconfig);
        _end.Dispose();
        _changed.Dispose();
    }

    private async Task SubmitAsync()
    {
        var name = $"day-{_submitted.Count}";
        await _world.SubmitAsync(name, Spec);
        _submitted.Add(name);
    }

    private void Break()
    {
        Breaks++;
        if (_random.Next(2) == 0)
        {
            _proxy.Connections.CutAll();
        }
        else
        {
            _proxy.Connections.ResetAll();
        }
    }

    private void Seen(OrbitalInferenceJob job)
    {
        if (job.Status?.Phase is JobPhase.Succeeded)
        {
            lock (_succeeded)
            {
                _succeeded.Add(job.Metadata.Name!);
            }
        }

        _changed.Release();
    }

    private async Task UntilAsync(Func<bool> reached)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!reached())
        {
            try
            {
                await _changed.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException e)
            {
                var jobs = string.Join(", ", _jobs.Store.List().Select(j => $"{j.Metadata.Name} {j.Status?.Phase}"));
                throw new TimeoutException($"Of {_submitted.Count} jobs {_succeeded.Count} were answered; there are: {jobs}.\n{_world.OperatorOutput[^Math.Min(8000, _world.OperatorOutput.Length)..]}", e);
            }
        }
    }
}
