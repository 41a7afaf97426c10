using System.Collections.Concurrent;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Objects.Core;
using Orbit.Kubernetes.Watching;

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
        _podsByOwner = pods.Store.AddIndex(p => (p.Metadata.OwnerReferences ?? []).Select(o => o.Uid), StringComparer.Ordinal);

        satellites.AddHandler(new(_ => Changed.Set(), SatelliteChanged, _ => Changed.Set()));
        jobs.AddHandler(new(job => JobChanged(null, job), JobChanged, JobGone));
        groundLinks.AddHandler(new(_ => Changed.Set(), GroundLinkChanged, GroundLinkGone));
        nodes.AddHandler(new(Added: _ => NodesChanged.Set()));
    }

    public Store<SatelliteNode> Satellites => _satellites.Store;

    public Store<GroundLink> GroundLinks => _groundLinks.Store;

    public Store<OrbitalInferenceJob> Jobs => _jobs.Store;

    /// <summary>The Nodes that stand for satellites.</summary>
    public Store<V1Node> Nodes => _nodes.Store;

    /// <summary>Set when something changed that planning depends on.</summary>
    public PlanningSignal Changed { get; } = new();

    /// <summary>Set when a satellite's Node came or went.</summary>
    public AsyncSignal NodesChanged { get; } = new();

    /// <summary>Told when the ledger of a ground link, by name, should be looked at.</summary>
    public Action<string>? GroundLinkInvalidated { get; set; }

    /// <summary>Told when the passes of the satellites changed.</summary>
    public Action? PassesInvalidated { get; set; }

    /// <summary>The pods of a job.</summary>
    public IReadOnlyList<V1Pod> PodsOf(OrbitalInferenceJob job) => _podsByOwner[job.Metadata.Uid!];

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
            await _pods.OwnWrites.WaitAsync(new NamespacedName(job.Metadata.Namespace ?? "", name), cancellationToken);
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
        if (PlanningChanges.Matter(job, null))
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
