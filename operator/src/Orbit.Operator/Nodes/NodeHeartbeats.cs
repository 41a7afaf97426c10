using k8s.Models;
using KubeOps.Abstractions.Rbac;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Roles;
using Orbit.Kubernetes.Runtime.LeaderElection;
using Orbit.Operator.Hosting;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Nodes;

/// <summary>
/// Renews the Lease of every satellite's Node, as a kubelet would, so that Kubernetes takes the predicted silence for
/// health. Whether the Node is Ready is said in its status, not by withholding the heartbeat.
/// </summary>
[RoleRbac(OperatorRoles.NodeLeases, typeof(V1Lease), Namespace = SatelliteNodeObjects.LeaseNamespace, Verbs = RbacVerb.Create | RbacVerb.Patch)]
internal sealed partial class NodeHeartbeats(KubernetesClient client, WorldStores stores, TimeProvider wall, ILogger<NodeHeartbeats> logger)
{
    // As the kubelet: a quarter of the 40 s after which the node lifecycle controller loses patience.
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);
    private const string FieldManager = "orbitoperator/heartbeats";
    private const int ParallelWrites = 4;

    // The node lifecycle controller takes only a heartbeat that is later than the one before: a clock that was set back
    // would silence every satellite until it has caught up.
    private readonly SteadyClock _clock = new(wall);

    /// <summary>Beats until cancelled. A beat that fails is tried again with the next.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var limit = new ParallelOptions { MaxDegreeOfParallelism = ParallelWrites, CancellationToken = cancellationToken };
        while (true)
        {
            await Parallel.ForEachAsync(stores.Nodes.List().Where(SatelliteNodeObjects.IsSatellite), limit, async (node, token) =>
            {
                try
                {
                    var lease = SatelliteNodeObjects.Lease(node.Metadata.Name!, node.Metadata.Uid!, _clock.Now());
                    await client.ApplyAsync(lease, FieldManager, force: true, token);
                }
                catch (Exception e) when (ApiFailure.Describe(e) is { } said)
                {
                    LogNotWritten(logger, node.Metadata.Name!, said);
                }
                catch (Exception e) when (e is not (OperationCanceledException or LeadershipLostException))
                {
                    LogBeatFailed(logger, node.Metadata.Name!, e);
                }
            });
            await stores.NodesChanged.WaitAsync(Period, wall, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The heartbeat of node {Node} could not be written: {Error}")]
    private static partial void LogNotWritten(ILogger logger, string node, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The heartbeat of node {Node} failed")]
    private static partial void LogBeatFailed(ILogger logger, string node, Exception exception);
}
