using k8s;
using k8s.Models;
using KubeOps.Abstractions.Rbac;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Gateway.Clock;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Metrics;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Runtime.Events;
using Orbit.Kubernetes.Runtime.Reconciling;
using Orbit.Kubernetes.Runtime.Watching;
using Orbit.Operator.Gateways;
using Orbit.Operator.GroundLinks;
using Orbit.Operator.Jobs;
using Orbit.Operator.Metrics;
using Orbit.Operator.Nodes;
using Orbit.Operator.Pods;
using Orbit.Operator.Satellites;
using Orbit.Operator.Scheduling;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Hosting;

/// <summary>The operator's parts, put together: what follows the API server, what reconciles, and what runs in loops.</summary>
[EntityRbac(typeof(SatelliteNode), typeof(GroundLink), typeof(OrbitalInferenceJob), typeof(V1Node), typeof(V1Pod), Verbs = RbacVerb.List | RbacVerb.Watch)]
// A first list from the cache is compared with single jobs of the storage.
[EntityRbac(typeof(OrbitalInferenceJob), Verbs = RbacVerb.Get)]
internal sealed class OperatorRuntime : IDisposable
{
    private static readonly TimeSpan WarmupPeriodWall = TimeSpan.FromSeconds(30);

    private readonly GatewayPool _gateways;
    private readonly VisibilityIndex _visibility;
    private readonly NewSatellitePods _newSatellites;
    private readonly MissionClock _clock;
    private readonly List<IDisposable> _controllers = [];
    private readonly OperatorMetrics _metrics;

    public OperatorRuntime(KubernetesClient client, IEventRecorder recorder, MissionClock clock, OperatorOptions options, ILoggerFactory loggers)
    {
        var wall = clock.Wall;
        var all = new InformerOptions { TimeProvider = wall, LoggerFactory = loggers };
        var satellites = new Informer<SatelliteNode>(client, all);
        var groundLinks = new Informer<GroundLink>(client, all);
        var jobs = new Informer<OrbitalInferenceJob>(client, all, IsOver);
        var nodes = new Informer<V1Node>(client, all with { LabelSelector = WorldStores.SatelliteNodeLabel });
        // Of all pods of the cluster only those of satellites are decoded; which ones there are must be known before.
        var pods = new Informer<V1Pod>(client, all with { After = satellites, Filter = SatellitePods.Filter(name => Stores!.IsSatellite(name)) });
        Informers = [satellites, groundLinks, jobs, pods, nodes];
        var undecodable = new UndecodableEvents(recorder);
        satellites.AddUndecodableHandler(undecodable.Tell);
        groundLinks.AddUndecodableHandler(undecodable.Tell);
        jobs.AddUndecodableHandler(undecodable.Tell);

        _gateways = new GatewayPool(wall);
        Stores = new WorldStores(satellites, groundLinks, jobs, pods, nodes);
        _metrics = new OperatorMetrics(Stores, MetricsRegistry.Shared);
        var stations = new Stations(Stores, _gateways);
        var visibility = new VisibilityIndex(options.Horizon);
        var inputs = new JobInputs(client);
        var refusals = new Refusals();
        var inFlight = new InFlightContacts();
        var unsent = new UnsentBundles();
        var backoff = new AttemptBackoff();
        var reactions = new ReactionTimes();
        var corrections = new PassCorrections();
        var events = new JobEvents(recorder);
        var ledgers = new Ledgers(client, Stores, _metrics, clock);
        var upkeep = new LedgerUpkeep(client, Stores, stations, inFlight, clock, loggers.CreateLogger<LedgerUpkeep>());
        var executor = new JobExecutor(
            client, Stores, visibility, stations, inputs, refusals, new ResultStore(client, stations, loggers.CreateLogger<ResultStore>()), unsent, ledgers, inFlight, corrections, reactions, backoff, clock);

        var controllerOptions = new ControllerOptions { TimeProvider = wall, LoggerFactory = loggers, Workers = 8 };
        var jobController = Add(new Controller<OrbitalInferenceJob>(
            "job", jobs, new JobController(client, Stores, executor, new AttemptPods(client, Stores, wall), refusals, unsent, backoff, events, clock), controllerOptions))
            .Owns(pods)
            .Watches(groundLinks, JobsAt)
            .Watches(satellites, s => JobsOn(s.Metadata.Name))
            // A taint may have kept an attempt's pod away.
            .Watches(nodes, n => JobsOn(n.Metadata.Name));
        var groundLinkController = Add(new Controller<GroundLink>(
            "groundlink", groundLinks, new GroundLinkController(Stores, upkeep, ledgers, visibility, clock), controllerOptions, GroundLinkCounts))
            .Watches(groundLinks, g => Stores.Duplicates.OthersOf(g).Select(NamespacedName.Of));
        var satelliteController = Add(new Controller<SatelliteNode>(
            "satellite",
            satellites,
            new SatelliteController(client, Stores, visibility, new NodeRegistration(client, Stores, wall), clock),
            controllerOptions,
            (before, after) => before.Metadata.Generation != after.Metadata.Generation || !SameLabels(before.Metadata.LabelsOrEmpty(), after.Metadata.LabelsOrEmpty())))
            .Owns(nodes)
            .Watches(satellites, s => Stores.Duplicates.OthersOf(s).Select(NamespacedName.Of))
            .Watches(groundLinks, g => (g.Status?.Contacts ?? []).Select(c => new NamespacedName(c.Satellite)))
            .Watches(jobs, j => j.Status?.Plan is { } plan ? [new NamespacedName(plan.Satellite)] : []);
        var podController = Add(new Controller<V1Pod>("pod", pods, new PodController(client, Stores, wall), controllerOptions))
            .Watches(nodes, n => Stores.PodsOn(n.Metadata.Name!).Select(NamespacedName.Of));

        Stores.GroundLinkInvalidated = name => groundLinkController.Enqueue(new NamespacedName(name));
        Stores.PassesInvalidated = () =>
        {
            foreach (var satellite in Stores.Satellites.List())
            {
                satelliteController.Enqueue(NamespacedName.Of(satellite));
            }

            foreach (var groundLink in Stores.GroundLinks.List())
            {
                groundLinkController.Enqueue(NamespacedName.Of(groundLink));
            }

            // A booked contact may no longer lie in a pass.
            foreach (var job in Stores.Jobs.List().Where(IsUnderWay))
            {
                jobController.Enqueue(NamespacedName.Of(job));
            }
        };

        var preemptor = new Preemptor(client, Stores, stations, events, clock, loggers.CreateLogger<Preemptor>());
        var scheduler = new Scheduler(client, Stores, visibility, inputs, refusals, inFlight, unsent, backoff, corrections, reactions, ledgers, preemptor, events, _metrics, clock, loggers.CreateLogger<Scheduler>());
        var heartbeats = new NodeHeartbeats(client, Stores, wall, loggers.CreateLogger<NodeHeartbeats>());
        Controllers =
        [
            jobController, groundLinkController, satelliteController, podController,
            new LeaderLoop("scheduler", scheduler.RunAsync, Stores.Changed.Set), new LeaderLoop("heartbeats", heartbeats.RunAsync),
        ];
        _visibility = visibility;
        _clock = clock;
        _newSatellites = new NewSatellitePods(satellites, pods, wall, loggers.CreateLogger<NewSatellitePods>());
    }

    /// <summary>What follows the API server; run on every replica.</summary>
    public IReadOnlyList<IInformer> Informers { get; }

    /// <summary>What reconciles; run on the leader.</summary>
    public IReadOnlyList<IController> Controllers { get; }

    /// <summary>Objects that stand for the same station or satellite, for the webhook, which every replica has.</summary>
    public Duplicates Duplicates => Stores.Duplicates;

    private WorldStores Stores { get; }

    /// <summary>Computes passes on every replica, so that a standby that takes over can plan at once.</summary>
    public async Task KeepVisibilityWarmAsync(CancellationToken cancellationToken)
    {
        foreach (var informer in Informers)
        {
            await informer.WaitForSyncAsync(cancellationToken);
        }

        while (true)
        {
            if (_visibility.Update(Stores.Satellites.List(), Stores.GroundLinks.List(), _clock.GetUtcNow(), cancellationToken))
            {
                Stores.PassesChanged();
            }

            await Task.Delay(WarmupPeriodWall, _clock.Wall, cancellationToken);
        }
    }

    /// <summary>Finds, on every replica, the pods that were on a satellite before it was known.</summary>
    public Task FindPodsOfNewSatellitesAsync(CancellationToken cancellationToken) => _newSatellites.RunAsync(cancellationToken);

    public void Dispose()
    {
        foreach (var controller in _controllers)
        {
            controller.Dispose();
        }

        _gateways.Dispose();
    }

    private Controller<T> Add<T>(Controller<T> controller)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        _controllers.Add(controller);
        return controller;
    }

    private static bool SameLabels(IReadOnlyDictionary<string, string>? a, IReadOnlyDictionary<string, string>? b) =>
        (a?.Count ?? 0) == (b?.Count ?? 0) && (a ?? new Dictionary<string, string>(StringComparer.Ordinal)).All(l => b!.TryGetValue(l.Key, out var value) && string.Equals(value, l.Value, StringComparison.Ordinal));

    // A ground link's own status is the controller's own writing, except for what the scheduler books.
    private static bool GroundLinkCounts(GroundLink before, GroundLink after) =>
        before.Metadata.Generation != after.Metadata.Generation || before.Status?.Contacts.Count != after.Status?.Contacts.Count;

    // A job is concerned when the state of one of its contacts changes, or a contact disappears; or when its satellite's radio
    // is needed by a contact that its provider moved.
    private IEnumerable<NamespacedName> JobsAt(GroundLink groundLink) =>
        (groundLink.Status?.Contacts ?? [])
            .Select(c => new NamespacedName(c.Job.Namespace, c.Job.Name))
            .Concat((groundLink.Status?.Contacts ?? [])
                .Where(c => c.State is BookedContactState.Conflict)
                .SelectMany(c => JobsOn(c.Satellite)))
            .Distinct()
            .Where(key => Stores.Jobs.Find(key) is { } job && IsUnderWay(job));

    private IEnumerable<NamespacedName> JobsOn(string? satellite) =>
        Stores.Jobs.List()
            .Where(j => IsUnderWay(j) && string.Equals(j.Status?.Plan?.Satellite, satellite, StringComparison.Ordinal))
            .Select(NamespacedName.Of);

    // Of such a job only its deletion is left, and what is written when its spec changes: both are of the very version that is known here.
    private static bool IsOver(OrbitalInferenceJob job) => job.Status?.Phase is JobPhase.Succeeded or JobPhase.Failed;

    private static bool IsUnderWay(OrbitalInferenceJob job) =>
        job.Status?.Phase is JobPhase.Scheduled or JobPhase.Uplinking or JobPhase.Computing or JobPhase.Downlinking;
}
