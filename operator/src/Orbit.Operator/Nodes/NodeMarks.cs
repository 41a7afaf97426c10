using k8s.Models;
using Orbit.Kubernetes.Objects;
using Orbit.Planning.Fleets;

namespace Orbit.Operator.Nodes;

/// <summary>What a person has put on a satellite's Node to keep work away: a cordon, and taints.</summary>
internal static class NodeMarks
{
    private const string NoSchedule = "NoSchedule";
    private const string NoExecute = "NoExecute";

    // Whether a satellite takes work in spite of its conditions, the planner decides by the ledgers and the elements: one
    // that was lost would else never be tried again. The cordon is read where kubectl puts it: the taint follows later.
    private static readonly HashSet<string> DerivedKeys = new(StringComparer.Ordinal)
    {
        SatelliteNodeObjects.TaintKey,
        Taint.Cordon.Key,
        "node.kubernetes.io/not-ready",
        "node.kubernetes.io/unreachable",
        "node.kubernetes.io/memory-pressure",
        "node.kubernetes.io/disk-pressure",
        "node.kubernetes.io/pid-pressure",
        "node.kubernetes.io/network-unavailable",
        "node.cloudprovider.kubernetes.io/uninitialized",
        "node.cloudprovider.kubernetes.io/shutdown",
    };

    /// <summary>The marks of a Node, the cordon first; none where there is no Node.</summary>
    public static IReadOnlyList<Taint> Of(V1Node? node) => node?.Spec is { } spec
        ?
        [
            .. spec.Unschedulable is true ? [Taint.Cordon] : Array.Empty<Taint>(),
            .. from taint in spec.Taints ?? []
               where taint.Effect is NoSchedule or NoExecute && !DerivedKeys.Contains(taint.Key)
               select new Taint(taint.Key, taint.Value ?? "", taint.Effect),
        ]
        : [];

    /// <summary>Whether one of the tolerations tolerates a mark.</summary>
    public static bool Tolerates(IEnumerable<V1Toleration> tolerations, Taint taint) =>
        tolerations.Any(t => t.Tolerates(new V1Taint { Key = taint.Key, Value = taint.Value, Effect = taint.Effect }));

    /// <summary>Whether Kubernetes would delete a pod with these tolerations from a Node at once, because of a taint with the effect NoExecute.</summary>
    /// <remarks>Of several tolerations that tolerate a taint, Kubernetes takes the first.</remarks>
    public static bool Evict(V1Node? node, IEnumerable<V1Toleration> tolerations) =>
        node?.Spec?.Taints?.Any(taint => taint.Effect is NoExecute && tolerations.FirstOrDefault(t => t.Tolerates(taint)) is null or { TolerationSeconds: <= 0 }) is true;
}
