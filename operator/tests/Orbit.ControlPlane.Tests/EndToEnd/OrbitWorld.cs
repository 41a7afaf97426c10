using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using k8s;
using k8s.Models;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.ControlPlane.Tests.ControlPlane;
using Orbit.Gateway.Clock;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Serialization;

namespace Orbit.ControlPlane.Tests.EndToEnd;

/// <summary>
/// A constellation at work: a real API server, the simulator and the operator as processes of their own, all real HTTP.
/// The satellites and stations are those of <c>config/constellations/three-body</c>, unless a test names others.
/// </summary>
internal sealed class OrbitWorld : IAsyncDisposable
{
    /// <summary>Where the mission clock starts: the shipped elements are fresh then.</summary>
    public static readonly DateTimeOffset MissionStart = new(2026, 8, 22, 0, 0, 0, TimeSpan.Zero);

    /// <summary>No test is judged by time: this only ends one that would hang.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    private readonly ControlPlaneFixture _controlPlane;
    private readonly Dictionary<string, string> _clock;
    private readonly MissionClock _mission;
    private readonly DateTimeOffset _start;
    private readonly IReadOnlyDictionary<string, string> _operatorEnvironment;
    private readonly IReadOnlyDictionary<string, string> _simulatorEnvironment;
    private readonly HttpClient _http = new();
    private readonly string _folder;
    private ChildProcess? _simulator;
    private ChildProcess? _operator;

    private OrbitWorld(
        ControlPlaneFixture controlPlane,
        double rate,
        DateTimeOffset start,
        IReadOnlyDictionary<string, string>? operatorEnvironment,
        IReadOnlyDictionary<string, string>? simulatorEnvironment)
    {
        _controlPlane = controlPlane;
        _operatorEnvironment = operatorEnvironment ?? new Dictionary<string, string>(StringComparer.Ordinal);
        _simulatorEnvironment = simulatorEnvironment ?? new Dictionary<string, string>(StringComparer.Ordinal);
        _folder = Directory.CreateTempSubdirectory("orbit-world-").FullName;
        _clock = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ORBIT_MISSION_START"] = start.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["ORBIT_MISSION_RATE"] = rate.ToString(CultureInfo.InvariantCulture),
            ["ORBIT_MISSION_ANCHOR"] = TimeProvider.System.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        };
        _start = start;
        _mission = MissionClock.FromEnvironment(_clock.GetValueOrDefault, TimeProvider.System);
        Client = controlPlane.CreateKubernetesClient();
    }

    /// <summary>The API server, as an administrator.</summary>
    public KubernetesClient Client { get; }

    /// <summary>The API server's fixture.</summary>
    public ControlPlaneFixture ControlPlane => _controlPlane;

    /// <summary>Where the simulator listens.</summary>
    public Uri SimulatorAddress { get; private set; } = null!;

    /// <summary>Where the operator listens.</summary>
    public Uri OperatorAddress { get; private set; } = null!;

    /// <summary>Mission time.</summary>
    public DateTimeOffset Now => _mission.GetUtcNow();

    /// <summary>Lets mission time pass until an instant; returns at once when it has.</summary>
    public Task ReachAsync(DateTimeOffset instant) => instant > Now ? Task.Delay(instant - Now, _mission) : Task.CompletedTask;

    /// <summary>The process id of the operator that runs now.</summary>
    public int OperatorProcessId => _operator!.Id;

    /// <summary>What the operator that runs now wrote.</summary>
    public string OperatorOutput => _operator?.Output ?? "";

    /// <summary>Set by a test that starts the API server anew: for a moment such a server refuses everybody, until it has read its roles.</summary>
    public bool ApiServerRestarted { get; set; }

    /// <summary>Starts a world.</summary>
    /// <param name="controlPlane">The API server.</param>
    /// <param name="rate">Mission seconds a wall second.</param>
    /// <param name="manifests">SatelliteNodes and GroundLinks; those of the shipped constellation when null. The gateway's address in them is replaced by the simulator's.</param>
    /// <param name="tap">What the operator gets for a gateway instead, with the simulator behind it; null for none.</param>
    /// <param name="operatorEnvironment">Variables of the operator's processes that differ from the usual, such as a KUBECONFIG that leads through a <see cref="Faults.FaultProxy"/>.</param>
    /// <param name="simulatorEnvironment">Variables of the simulator's processes that differ from the usual, such as a clock that a test sets.</param>
    /// <param name="start">Where the mission clock starts; <see cref="MissionStart"/> when null.</param>
    /// <param name="provider">What the simulator knows of satellites and stations where that differs from <paramref name="manifests"/>.</param>
    public static async Task<OrbitWorld> StartAsync(
        ControlPlaneFixture controlPlane,
        double rate,
        string? manifests = null,
        GatewayTap? tap = null,
        IReadOnlyDictionary<string, string>? operatorEnvironment = null,
        IReadOnlyDictionary<string, string>? simulatorEnvironment = null,
        DateTimeOffset? start = null,
        string? provider = null)
    {
        var world = new OrbitWorld(controlPlane, rate, start ?? MissionStart, operatorEnvironment, simulatorEnvironment);
        try
        {
            manifests ??= await ShippedConstellationAsync();
            await File.WriteAllTextAsync(world.ConstellationFile, provider ?? manifests);
            await world.StartSimulatorAsync();
            var gateway = world.SimulatorAddress;
            if (tap is not null)
            {
                (tap.Behind, tap.ReachAsync, gateway) = (gateway, world.ReachAsync, tap.Address);
            }

            await controlPlane.ApplyAsync(manifests.Replace(ShippedGateway, gateway.ToString().TrimEnd('/'), StringComparison.Ordinal));
            await world.StartOperatorAsync();
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the shipped constellation at the pace of real time, with every contact ten minutes away at least: nothing of a plan begins while a test looks at it.</summary>
    public static async Task<OrbitWorld> StartLongBeforeAsync(ControlPlaneFixture controlPlane) =>
        await StartAsync(controlPlane, rate: 1, SmallWorlds.AskedAhead(await ShippedConstellationAsync(), "10m"));

    private string ConstellationFile => Path.Combine(_folder, "constellation.yaml");

    /// <summary>The gateway's address in the shipped manifests.</summary>
    public const string ShippedGateway = "http://127.0.0.1:18090";

    /// <summary>The shipped constellation's manifests in one text.</summary>
    public static async Task<string> ShippedConstellationAsync()
    {
        var folder = Path.Combine(Repository.Root, "config", "constellations", "three-body");
        var texts = new List<string>();
        foreach (var file in Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
        {
            if (!file.EndsWith("kustomization.yaml", StringComparison.Ordinal))
            {
                texts.Add(await File.ReadAllTextAsync(file));
            }
        }

        return string.Join("\n---\n", texts);
    }

    /// <summary>Starts a simulator that knows nothing of what was; at the address of the one before it, if there was one.</summary>
    public async Task StartSimulatorAsync()
    {
        var environment = new Dictionary<string, string>(_clock, StringComparer.Ordinal) { ["ORBIT_SIMULATOR_CONSTELLATION"] = ConstellationFile };
        if (SimulatorAddress is not null)
        {
            environment["ASPNETCORE_URLS"] = SimulatorAddress.ToString();
        }

        foreach (var (name, value) in _simulatorEnvironment)
        {
            environment[name] = value;
        }

        _simulator = ChildProcess.Start("Orbit.Simulator", environment);
        using var limit = new CancellationTokenSource(Limit);
        SimulatorAddress = await _simulator.ListeningAsync(limit.Token);
    }

    /// <summary>Ends the simulator at once: its gateways are silent, and everything they knew is forgotten.</summary>
    public async Task StopSimulatorAsync()
    {
        if (_simulator is { } stopped)
        {
            _simulator = null;
            await stopped.DisposeAsync();
        }
    }

    /// <summary>The variables that an operator of this world is started with.</summary>
    public Dictionary<string, string> OperatorEnvironment()
    {
        var environment = new Dictionary<string, string>(_clock, StringComparer.Ordinal)
        {
            ["KUBECONFIG"] = _controlPlane.OperatorKubeconfigPath,
            ["ORBIT_NAMESPACE"] = "orbit-operator",
            // So that no operator ends for want of processor time. One that is killed leaves its lease, which the world takes away.
            ["ORBIT_LEASE_DURATION"] = "5m",
        };
        foreach (var (name, value) in _operatorEnvironment)
        {
            environment[name] = value;
        }

        return environment;
    }

    /// <summary>Starts an operator and waits until it is ready.</summary>
    public async Task StartOperatorAsync()
    {
        _operator = ChildProcess.Start("Orbit.Operator", OperatorEnvironment());
        _ = RestartAsync(_operator);
        using var limit = new CancellationTokenSource(Limit);
        OperatorAddress = await _operator.ListeningAsync(limit.Token);
    }

    /// <summary>Kills the operator as a power failure would. Its lease is taken away, so that nobody waits for it.</summary>
    public async Task KillOperatorAsync()
    {
        if (_operator is { } killed)
        {
            _operator = null;
            await killed.DisposeAsync();
            await DeleteLeaseAsync();
            // The rights of config/rbac are all that the operator needs: what RBAC refuses is a right that is missing there.
            if (!ApiServerRestarted)
            {
                killed.Output.Should().NotMatchRegex(@"cannot \w+ resource", "the operator does with the rights of config/rbac");
            }
        }
    }

    /// <summary>Kills the operator as a power failure would; like a kubelet, the world starts it again at once. The dead one's lease is taken away, so that nobody waits for it.</summary>
    public async Task CrashOperatorAsync()
    {
        await (_operator?.KillAsync() ?? Task.CompletedTask);
        await DeleteLeaseAsync();
    }

    private Task DeleteLeaseAsync() => Client.DeleteAsync<V1Lease>(new NamespacedName("orbit-operator", "orbit-operator"), null, CancellationToken.None);

    // As a kubelet does with one that ends by itself: a machine too busy to renew the lease in time is a case of that.
    private async Task RestartAsync(ChildProcess child)
    {
        await child.ExitCodeAsync();
        if (ReferenceEquals(_operator, child))
        {
            await DeleteLeaseAsync();
            await StartOperatorAsync();
        }
    }

    /// <summary>Closes a station for long enough that a test can act before its next contact, however slow the machine is: twenty seconds of wall time, and four times what the world took to start.</summary>
    /// <param name="station">The station.</param>
    /// <param name="pause">For how long, mission time; null for that long.</param>
    public async Task CloseForNowAsync(string station, TimeSpan? pause = null)
    {
        var now = Now;
        var closed = new MaintenanceWindow { Start = _start, End = now + (pause ?? TimeSpan.FromTicks(Math.Max((TimeSpan.FromSeconds(20) * _mission.Rate).Ticks, 4 * (now - _start).Ticks))) };
        await ChangeAsync<GroundLink>(station, g => Client.UpdateAsync(g with { Spec = g.Spec with { Maintenance = [closed] } }, CancellationToken.None));
        await WaitAsync<GroundLink>(new NamespacedName(station), g => g.Spec.Maintenance.Count == 1 && g.Status?.ObservedGeneration == g.Metadata.Generation);
    }

    /// <summary>Submits a job in the namespace default.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="spec">Lines of its spec beyond model and prompt, in YAML, not indented.</param>
    public async Task SubmitAsync(string name, string spec = "work: {duration: 30s}")
    {
        // Not by kubectl, which takes longer than all else that a job costs here.
        var lines = string.Join('\n', spec.Split('\n').Select(l => $"  {l}"));
        await Client.ApplyManifestAsync($"""
            apiVersion: orbitoperator.io/v1alpha1
            kind: OrbitalInferenceJob
            metadata:
              name: {name}
              namespace: default
            spec:
              model: qwen3-8b
              input: {"{"}inline: "Where does {name} come down?"{"}"}
            {lines}
            """, "user", CancellationToken.None);
    }

    /// <summary>The job once it fulfils <paramref name="reached"/>.</summary>
    public Task<OrbitalInferenceJob> JobAsync(string name, Func<OrbitalInferenceJob, bool> reached) =>
        WaitAsync(new NamespacedName("default", name), reached);

    /// <summary>The job once it is in <paramref name="phase"/>.</summary>
    public Task<OrbitalInferenceJob> JobInAsync(string name, JobPhase phase) => JobAsync(name, j => j.Status?.Phase == phase);

    /// <summary>The object once it exists and fulfils <paramref name="reached"/>, by a list and a watch from there.</summary>
    /// <exception cref="TimeoutException">It never did; the message holds its last state and what the operator wrote.</exception>
    public async Task<T> WaitAsync<T>(NamespacedName key, Func<T, bool> reached)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var all = await WaitForAllAsync<T>(
            key.Namespace,
            items => items.Any(i => NamespacedName.Of(i) == key && reached(i)),
            new ListOptions { FieldSelector = $"metadata.name={key.Name}" });
        return all.Single(i => NamespacedName.Of(i) == key);
    }

    /// <summary>The objects of a kind once they fulfil <paramref name="reached"/> together.</summary>
    /// <exception cref="TimeoutException">They never did; the message holds their last state and what the operator wrote.</exception>
    public async Task<IReadOnlyList<T>> WaitForAllAsync<T>(string? ns, Func<IReadOnlyCollection<T>, bool> reached, ListOptions? options = null)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        ns = string.IsNullOrEmpty(ns) ? null : ns;
        using var limit = new CancellationTokenSource(Limit);
        var objects = new Dictionary<NamespacedName, T>();
        try
        {
            while (true)
            {
                objects.Clear();
                var list = await Client.ListAllAsync<T>(ns, options, limit.Token);
                foreach (var item in list.Items)
                {
                    objects[NamespacedName.Of(item)] = item;
                }

                if (reached(objects.Values))
                {
                    return [.. objects.Values];
                }

                // A server may end a watch at any time; then the world is looked at anew.
                var watch = new WatchOptions { ResourceVersion = list.ResourceVersion, FieldSelector = options?.FieldSelector, LabelSelector = options?.LabelSelector };
                try
                {
                    await foreach (var change in Client.WatchAsync<T>(ns, watch, limit.Token))
                    {
                        Take(objects, change);
                        if (reached(objects.Values))
                        {
                            return [.. objects.Values];
                        }
                    }
                }
                catch (KubernetesApiException e) when (e.IsGone)
                {
                    // The server's cache begins after the list: the world is looked at anew.
                }
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // Told below.
        }

        var last = string.Join('\n', objects.Values.Select(o => JsonSerializer.Serialize(o, ResourceJson.TypeInfo<T>())).Take(5));
        throw new TimeoutException($"{ResourceKind.Of<T>().Kind} never got where the test waits for it.\nLast seen:\n{last}\nThe operator wrote:\n{Tail(OperatorOutput)}");
    }

    private static void Take<T>(Dictionary<NamespacedName, T> objects, WatchEvent<T> change)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        if (change.Object is not { } item)
        {
            return;
        }

        if (change.Type is WatchEventType.Deleted)
        {
            objects.Remove(NamespacedName.Of(item));
        }
        else
        {
            objects[NamespacedName.Of(item)] = item;
        }
    }

    /// <summary>Waits until an event tells of an object, and returns what it says.</summary>
    public async Task<string> EventAsync(string name, string reason, string ns = "default")
    {
        bool Tells(Eventsv1Event e) => e.Reason == reason && e.Regarding?.Name == name;
        var events = await WaitForAllAsync<Eventsv1Event>(ns, all => all.Any(Tells));
        return events.First(Tells).Note ?? "";
    }

    /// <summary>The reasons of what events have told of an object so far.</summary>
    public async Task<IReadOnlyList<string?>> ReasonsAsync(string name, string ns = "default") =>
        [.. (await Client.ListAllAsync<Eventsv1Event>(ns, null, CancellationToken.None)).Items.Where(e => e.Regarding?.Name == name).Select(e => e.Reason)];

    /// <summary>Changes an object, whoever else changes it meanwhile.</summary>
    public async Task<T> ChangeAsync<T>(string name, Func<T, Task<T>> change)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        while (true)
        {
            try
            {
                return await change(await Client.GetAsync<T>(new NamespacedName(name), CancellationToken.None));
            }
            catch (KubernetesApiException e) when (e.IsConflict)
            {
                // Changed in between: once more, from what it is now.
            }
        }
    }

    /// <summary>How often events say something of any job in the namespace default.</summary>
    public async Task<int> CountEventsAsync(string reason) =>
        (await Client.ListAllAsync<Eventsv1Event>("default", null, CancellationToken.None)).Items.Where(e => e.Reason == reason).Sum(e => e.Series?.Count ?? 1);

    /// <summary>What physically happened so far, as the simulator tells it.</summary>
    public async Task<PhysicalLog> PhysicalLogAsync() =>
        await _http.GetFromJsonAsync<PhysicalLog>(new Uri(SimulatorAddress, "admin/log"), PhysicalLog.Json) ?? new PhysicalLog();

    /// <summary>Makes something go wrong, in the simulator's words (docs/operations/simulator.md); returns the fault's number.</summary>
    public async Task<int> FaultAsync(string json)
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(new Uri(SimulatorAddress, "admin/faults"), content);
        var answer = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.Should().BeTrue(answer);
        using var fault = JsonDocument.Parse(answer);
        return fault.RootElement.GetProperty("id").GetInt32();
    }

    /// <summary>Ends a fault; what it did stays done.</summary>
    public async Task RepairAsync(int fault)
    {
        using var response = await _http.DeleteAsync(new Uri(SimulatorAddress, $"admin/faults/{fault}"));
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The contacts that the simulated stations hold, over or not.</summary>
    public Task<IReadOnlyList<Orbit.Gateway.Contract.GatewayContact>> GatewayContactsAsync() =>
        new Orbit.Gateway.Client.GatewayClient(_http, SimulatorAddress).ListContactsAsync();

    /// <summary>Gets a path of the operator's own HTTP port.</summary>
    public async Task<(int Status, string Body)> OperatorHttpAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri(OperatorAddress, path));
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await KillOperatorAsync();
        try
        {
            await ClearAsync<OrbitalInferenceJob>();
            await ClearAsync<SatelliteNode>();
            await ClearAsync<GroundLink>();
            await ClearAsync<V1Pod>();
            await ClearAsync<V1Node>();
            await DeleteLeaseAsync();
        }
        finally
        {
            await StopSimulatorAsync();
            _http.Dispose();
            Client.Dispose();
            Directory.Delete(_folder, recursive: true);
        }
    }

    // The next test finds an empty cluster. Nobody plays kubelet any more, so pods are taken away at once.
    private async Task ClearAsync<T>()
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var all = await Client.ListAllAsync<T>(null, null, CancellationToken.None);
        foreach (var item in all.Items)
        {
            await Client.DeleteAsync<T>(NamespacedName.Of(item), new V1DeleteOptions { GracePeriodSeconds = 0 }, CancellationToken.None);
        }

        await WaitForAllAsync<T>(null, left => left.Count == 0);
    }

    private static string Tail(string text) => text.Length <= 20_000 ? text : text[^20_000..];
}
