using k8s.Models;
using KubeOps.Abstractions.Rbac;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Nodes;

/// <summary>Registers a satellite as a Node and keeps what the Node says true.</summary>
// No right to delete: a Node goes with the satellite that owns it.
[EntityRbac(typeof(V1Node), Verbs = RbacVerb.Get | RbacVerb.Create | RbacVerb.Patch)]
[GenericRbac(Groups = [""], Resources = ["nodes/status"], Verbs = RbacVerb.Patch)]
internal sealed class NodeRegistration(KubernetesClient client, WorldStores stores, TimeProvider wall)
{
    private const string FieldManager = "orbitoperator/satellites";

    // A manager of its own: Kubernetes 1.20 takes what a manager leaves out of a status apply, labels too, for given up.
    private const string StatusManager = "orbitoperator/satellites/status";

    /// <summary>Makes the Node agree with the satellite. Writes nothing when it does.</summary>
    /// <returns>Null, or why there is no Node for the satellite.</returns>
    public async Task<string?> SyncAsync(SatelliteNode satellite, SatelliteReadiness readiness, SatelliteHealth health, CancellationToken cancellationToken)
    {
        var name = satellite.Metadata.Name!;
        await stores.WaitForOwnNodeWritesAsync(name, cancellationToken);
        var node = stores.Nodes.Find(new NamespacedName(name));
        if (node?.Metadata.DeletionTimestamp is not null)
        {
            return null;
        }

        if (node is null)
        {
            node = await CreateAsync(satellite, cancellationToken);
        }

        if (!BelongsTo(node, satellite))
        {
            return $"metadata.name: a Node named {name} exists that does not stand for this satellite; rename the SatelliteNode or remove the Node.";
        }

        var identity = SatelliteNodeObjects.Identity(satellite);
        if (!identity.Metadata.Labels!.All(l => node.Metadata.Labels?.TryGetValue(l.Key, out var value) is true && string.Equals(value, l.Value, StringComparison.Ordinal)))
        {
            await client.ApplyAsync(identity, FieldManager, force: true, cancellationToken);
        }

        var status = SatelliteNodeObjects.Status(satellite, readiness, health, node.Status, wall.GetUtcNow());
        if (!SatelliteNodeObjects.Same(node.Status, status))
        {
            await client.ApplyStatusAsync(identity with { Status = status }, StatusManager, force: true, cancellationToken);
        }

        return null;
    }

    private async Task<V1Node> CreateAsync(SatelliteNode satellite, CancellationToken cancellationToken)
    {
        try
        {
            return await client.CreateAsync(SatelliteNodeObjects.New(satellite), cancellationToken);
        }
        catch (KubernetesApiException e) when (e.IsAlreadyExists)
        {
            return await client.GetAsync<V1Node>(new NamespacedName(satellite.Metadata.Name!), cancellationToken);
        }
    }

    // Nobody's machine may be taken over because a satellite was given its name.
    private static bool BelongsTo(V1Node node, SatelliteNode satellite) =>
        node.Metadata.OwnerReferences?.Any(o => string.Equals(o.Uid, satellite.Metadata.Uid, StringComparison.Ordinal)) is true;
}
