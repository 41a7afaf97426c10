using System.Collections.Concurrent;
using k8s.Models;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Runtime.Watching;
using Orbit.Operator.Nodes;
using Orbit.Operator.Pods;
using Orbit.Planning.Fleets;

namespace Orbit.Operator.Snapshots;

/// <summary>Everything the operator follows on the API server, and the signals by which its parts wake each other.</summary>
internal sealed class WorldStores
{
    /// <summary>Label by which the operator knows its pods again.</summary>
    public const string ManagedByLabel = "app.kubernetes.io/managed-by";

    /// <summary>Value of <see cref="ManagedByLabel"/>.</summary>
    public const string ManagedByValue = "orbit-operator";

    /// <summary>Label of the Nodes that stand for satellites.</summary>
    public const string SatelliteNodeLabel = "orbitoperator.io/norad-id";

    private readonly Informer<SatelliteNode> _satellites;
    private readonly Informer<GroundLink> _groundLinks;
    private readonly Informer<OrbitalInferenceJob> _jobs;
    private readonly Informer<V1Pod> _pods;
    private readonly Informer<V1Node> _nodes;
    private readonly StoreIndex<V1Pod, string> _podsByOwner;
    private readonly StoreIndex<V1Pod, string> _podsByNode;
    private readonly StoreIndex<OrbitalInferenceJob, string> _jobsBySatellite;

    // Ground links that are gone: what is under way at their gateways can still be asked after.
    private readonly ConcurrentDictionary<string, GroundLink> _departed = new(StringComparer.Ordinal);

    public WorldStores(
        Informer<SatelliteNode> satellites,
        Informer<GroundLink> groundLinks,
        Informer<OrbitalInferenceJob> jobs,
        Informer<V1Pod> pods,
        Informer<V1Node> nodes)
    {
        _satellites = satellites;
        _groundLinks = groundLinks;
        _jobs = jobs;
        _pods = pods;
        _nodes = nodes;
        _podsByOwner = pods.Store.AddIndex(p => SatellitePods.IsManaged(p) ? (p.Metadata.OwnerReferences ?? []).Select(o => o.Uid) : [], StringComparer.Ordinal);
        _podsByNode = pods.Store.AddIndex(p => p.Spec?.NodeName is { Length: > 0 } node ? [node] : Array.Empty<string>(), StringComparer.Ordinal);

        var byNoradId = satellites.Store.AddIndex(s => new[] { s.Spec.NoradId });
        var byStation = groundLinks.Store.AddIndex(g => StationIdentity.Of(g) is { } identity ? new[] { identity } : []);
        Duplicates = new Duplicates(id => byNoradId[id], identity => byStation[identity]);
        _jobsBySatellite = jobs.Store.AddIndex<string>(
            j => ComputeReservations.Of(j, DateTimeOffset.MinValue) is { } reservation ? [reservation.Satellite] : [], StringComparer.Ordinal);

        satellites.AddHandler(new(_ => Changed.Set(), SatelliteChanged, _ => Changed.Set()));
        jobs.AddHandler(new(job => JobChanged(null, job), JobChanged, JobGone));
        groundLinks.AddHandler(new(_ => Changed.Set(), GroundLinkChanged, GroundLinkGone));
        nodes.AddHandler(new(NodeAdded, NodeChanged, NodeGone));
    }

    public Store<SatelliteNode> Satellites => _satellites.Store;

    public Store<GroundLink> GroundLinks => _groundLinks.Store;

    public Store<OrbitalInferenceJob> Jobs => _jobs.Store;

    /// <summary>The Nodes that stand for satellites.</summary>
    public Store<V1Node> Nodes => _nodes.Store;

    /// <summary>Objects that stand for the same station or satellite.</summary>
    public Duplicates Duplicates { get; }

    /// <summary>Work on board of jobs that are gone.</summary>
    public WorkLeftOnBoard LeftOnBoard { get; } = new();

    /// <summary>Set when something changed that planning depends on.</summary>
    public PlanningSignal Changed { get; } = new();

    /// <summary>Set when a satellite's Node came or went.</summary>
    public AsyncSignal NodesChanged { get; } = new();

    /// <summary>Told when the ledger of a ground link, by name, should be looked at.</summary>
    public Action<string>? GroundLinkInvalidated { get; set; }

    /// <summary>Told when the passes of the satellites changed.</summary>
    public Action? PassesInvalidated { get; set; }

    /// <summary>The Node of a satellite, by its name.</summary>
    public V1Node? NodeOf(string satellite) => Nodes.Find(new NamespacedName(satellite)) is { } node && SatelliteNodeObjects.IsSatellite(node) ? node : null;

    /// <summary>Whether a satellite has this name, or its Node is still there.</summary>
    public bool IsSatellite(string name) => Satellites.Find(new NamespacedName(name)) is not null || Nodes.Find(new NamespacedName(name)) is not null;

    /// <summary>Whether a pod is bound to a satellite's Node.</summary>
    public bool IsOnSatellite(V1Pod pod) => pod.Spec?.NodeName is { Length: > 0 } name && NodeOf(name) is not null;

    /// <summary>The pods that are bound to a Node, by its name, those of jobs and others.</summary>
    public IReadOnlyList<V1Pod> PodsOn(string node) => _podsByNode[node];

    /// <summary>The pods of a job.</summary>
    public IReadOnlyList<V1Pod> PodsOf(OrbitalInferenceJob job) => _podsByOwner[job.Metadata.Uid!];

    /// <summary>What jobs take of a satellite's accelerators, those of deleted jobs whose work runs on included.</summary>
    public IReadOnlyList<ComputeReservation> ReservationsOf(string satellite, DateTimeOffset now) =>
    [
        .. _jobsBySatellite[satellite].Select(j => ComputeReservations.Of(j, now)).OfType<ComputeReservation>(),
        .. LeftOnBoard.At(now).Where(r => string.Equals(r.Satellite, satellite, StringComparison.Ordinal)),
    ];

    /// <summary>The ground link, or what was last known of it if it was deleted.</summary>
    public GroundLink? FindOrRecall(string groundLink) =>
        GroundLinks.Find(new NamespacedName(groundLink)) ?? _departed.GetValueOrDefault(groundLink);

    /// <summary>Has the ledger of a ground link looked at.</summary>
    public void Recheck(string groundLink) => GroundLinkInvalidated?.Invoke(groundLink);

    /// <summary>Says that the passes of the satellites changed.</summary>
    public void PassesChanged() => PassesInvalidated?.Invoke();

    /// <summary>Waits until the stores show what this program wrote of all ledgers and of jobs that hold something, so that nothing is planned on an outdated world.</summary>
    /// <param name="more">Jobs that hold nothing by what the stores show, but may by now.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task WaitForOwnWritesAsync(IEnumerable<NamespacedName> more, CancellationToken cancellationToken)
    {
        foreach (var groundLink in GroundLinks.List())
        {
            await _groundLinks.OwnWrites.WaitAsync(NamespacedName.Of(groundLink), cancellationToken);
        }

        foreach (var job in Jobs.List().Where(j => j.Status?.Plan is not null).Select(NamespacedName.Of).Concat(more))
        {
            await _jobs.OwnWrites.WaitAsync(job, cancellationToken);
        }
    }

    /// <summary>Waits until the store shows what this program wrote of a job's pods, of which the one named <paramref name="current"/> may be new.</summary>
    public async Task WaitForOwnPodWritesAsync(OrbitalInferenceJob job, string? current, CancellationToken cancellationToken)
    {
        var names = PodsOf(job).Select(p => p.Metadata.Name!).Append(current).OfType<string>();
        foreach (var name in names.ToList())
        {
            await _pods.OwnWrites.WaitAsync(new NamespacedName(job.Metadata.NamespaceProperty ?? "", name), cancellationToken);
        }
    }

    /// <summary>Waits until the store shows what this program wrote of a satellite's Node.</summary>
    public async Task WaitForOwnNodeWritesAsync(string satellite, CancellationToken cancellationToken) =>
        await _nodes.OwnWrites.WaitAsync(new NamespacedName(satellite), cancellationToken);

    private void SatelliteChanged(SatelliteNode before, SatelliteNode after)
    {
        if (PlanningChanges.Matter(before, after))
        {
            Changed.Set();
        }
    }

    private void GroundLinkChanged(GroundLink before, GroundLink after)
    {
        if (PlanningChanges.Matter(before, after))
        {
            Changed.Set();
        }
        else if (PlanningChanges.MakeLedgerRoom(before, after))
        {
            Changed.Wake();
        }
    }

    private void JobChanged(OrbitalInferenceJob? before, OrbitalInferenceJob after)
    {
        if (before is not null && after.Metadata.DeletionTimestamp is not null && after.Status?.Plan is null)
        {
            // Somebody's finalizer holds it, but its work runs on like that of a job that is gone.
            LeftOnBoard.Add(before);
        }

        if (before is not null && PlanningChanges.Matter(before, after))
        {
            Changed.Set();
        }
        else if (JobRequests.NeedsPlan(after) || JobRequests.NeedsDownlink(after))
        {
            Changed.Wake();
        }
    }

    private void JobGone(OrbitalInferenceJob job)
    {
        LeftOnBoard.Add(job);
        if (PlanningChanges.Matter(job, null))
        {
            Changed.Set();
        }
    }

    private void NodeAdded(V1Node node)
    {
        NodesChanged.Set();
        if (NodeMarks.Of(node).Count > 0)
        {
            Changed.Set();
        }
    }

    // Kubernetes writes into Nodes too; what it writes there changes no plan.
    private void NodeChanged(V1Node before, V1Node after)
    {
        if (!NodeMarks.Of(before).SequenceEqual(NodeMarks.Of(after)))
        {
            Changed.Set();
        }
    }

    private void NodeGone(V1Node node)
    {
        if (NodeMarks.Of(node).Count > 0)
        {
            Changed.Set();
        }
    }

    private void GroundLinkGone(GroundLink groundLink)
    {
        _departed[groundLink.Metadata.Name!] = groundLink;
        Changed.Set();
    }
}
