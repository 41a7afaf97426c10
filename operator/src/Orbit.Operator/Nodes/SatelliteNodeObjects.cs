using System.Globalization;
using System.Reflection;
using k8s.Models;
using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Serialization;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Nodes;

/// <summary>The plain Kubernetes Node and Lease that stand for a satellite.</summary>
internal static class SatelliteNodeObjects
{
    /// <summary>Taint that keeps ordinary pods away.</summary>
    public const string TaintKey = "orbitoperator.io/satellite";

    /// <summary>Extended resource: accelerators on board.</summary>
    public const string AcceleratorResource = "orbitoperator.io/accelerator";

    /// <summary>Where Kubernetes looks for the heartbeats of nodes.</summary>
    public const string LeaseNamespace = "kube-node-lease";

    private const string PodResource = "pods";
    private const string MemoryResource = "memory";

    // All that a satellite's Node can offer.
    private static readonly string[] Resources = [AcceleratorResource, PodResource, MemoryResource];

    private static readonly string Version =
        typeof(SatelliteNodeObjects).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    /// <summary>The satellite's own taint.</summary>
    public static V1Taint Taint { get; } = new() { Key = TaintKey, Effect = "NoSchedule" };

    /// <summary>Names, labels and owner; what is applied again when the satellite's labels change. Taints are not part of it:
    /// the node lifecycle controller writes the same list.</summary>
    public static V1Node Identity(SatelliteNode satellite)
    {
        var name = satellite.Metadata.Name!;
        var labels = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["kubernetes.io/hostname"] = name,
            // As on the nodes of other virtual kubelets: the affinity by which daemon sets of many vendors keep off those. There is
            // no kubernetes.io/os or arch for the same reason: what asks for linux is not for a satellite.
            ["type"] = "virtual-kubelet",
            ["node-role.kubernetes.io/satellite"] = "",
            ["node.kubernetes.io/exclude-from-external-load-balancers"] = "",
            ["orbitoperator.io/norad-id"] = satellite.Spec.NoradId.ToString(CultureInfo.InvariantCulture),
            ["orbitoperator.io/role"] = satellite.Spec.Role.ToString(),
        };
        foreach (var (key, value) in satellite.Metadata.Labels ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            // Labels of Kubernetes' own, and those above, are the node's, whatever a satellite's manifest says.
            if (!key.Contains("kubernetes.io/", StringComparison.Ordinal) && !key.Contains("k8s.io/", StringComparison.Ordinal))
            {
                labels.TryAdd(key, value);
            }
        }

        return new V1Node
        {
            Metadata = new V1ObjectMeta
            {
                Name = name,
                Labels = labels,
                OwnerReferences =
                [
                    new V1OwnerReference
                    {
                        ApiVersion = satellite.ApiVersion, Kind = satellite.Kind, Name = name, Uid = satellite.Metadata.Uid!, Controller = true, BlockOwnerDeletion = false,
                    },
                ],
            },
        };
    }

    /// <summary>Whether a Node stands for a satellite, and is not somebody's machine that has such a label.</summary>
    public static bool IsSatellite(V1Node node) => node.Metadata.OwnerReferences?.Any(o =>
        o.Controller is true
        && string.Equals(o.Kind, ResourceKind.Of<SatelliteNode>().Kind, StringComparison.Ordinal)
        && string.Equals(o.Name, node.Metadata.Name, StringComparison.Ordinal)
        && o.ApiVersion?.StartsWith($"{OrbitGroup.Name}/", StringComparison.Ordinal) is true) is true;

    /// <summary>The node as it is made first.</summary>
    public static V1Node New(SatelliteNode satellite) => Identity(satellite) with
    {
        Spec = new V1NodeSpec
        {
            ProviderID = string.Create(CultureInfo.InvariantCulture, $"orbit://norad/{satellite.Spec.NoradId}"),
            Taints = [Taint],
        },
    };

    /// <summary>What the node offers, and whether it is Ready: unless contacts were missed that should have been heard.</summary>
    /// <remarks>
    /// Elements that are stale or wrong keep new work away, but they are no reason to evict what is on board: it is there
    /// and works, whatever is known of its orbit.
    /// </remarks>
    public static V1NodeStatus Status(SatelliteNode satellite, SatelliteReadiness readiness, SatelliteHealth health, V1NodeStatus? before, DateTimeOffset wallNow)
    {
        var capacity = new Dictionary<string, ResourceQuantity>(StringComparer.Ordinal)
        {
            // No cpu: whoever asks for some does not fit. Accelerators are offered once, by the SatelliteNode that counts.
            [AcceleratorResource] = Count(readiness.Reason is Duplicates.DuplicateNoradId ? 0 : satellite.Spec.Compute.Accelerators),
            // Attempts that wait for their uplink are pods too.
            [PodResource] = Count(110),
        };
        if (satellite.Spec.Compute.Memory is { } memory)
        {
            capacity[MemoryResource] = Bytes(memory);
        }

        var now = wallNow.ToWholeSeconds();
        var status = health.IsLost ? ConditionStatus.False : ConditionStatus.True;
        var known = Ready(before);
        return new V1NodeStatus
        {
            Capacity = capacity,
            Allocatable = capacity,
            Conditions =
            [
                new V1NodeCondition
                {
                    Type = "Ready",
                    Status = status,
                    Reason = readiness.IsReady ? "SilencePredicted" : readiness.Reason,
                    Message = readiness.Problem ?? "The satellite is heard whenever it is predicted to be.",
                    LastHeartbeatTime = now,
                    LastTransitionTime = known?.LastTransitionTime is { } since && string.Equals(known.Status, status, StringComparison.Ordinal) ? since : now,
                },
            ],
            NodeInfo = NodeInfo,
        };
    }

    // The server stores what is left out as empty texts.
    private static readonly V1NodeSystemInfo NodeInfo = new()
    {
        KubeletVersion = $"orbit-operator-{Version}",
        OperatingSystem = "linux",
        Architecture = "amd64",
        BootID = "",
        ContainerRuntimeVersion = "",
        KernelVersion = "",
        KubeProxyVersion = "",
        MachineID = "",
        OsImage = "",
        SystemUUID = "",
    };

    /// <summary>Whether the stored status already says what <paramref name="wanted"/> says, heartbeat aside. Conditions of other types and resources of other names are others' to write.</summary>
    public static bool Same(V1NodeStatus? stored, V1NodeStatus wanted) =>
        Ready(stored) is { } ready
        && ready with { LastHeartbeatTime = null } == Ready(wanted)! with { LastHeartbeatTime = null }
        && stored!.NodeInfo == wanted.NodeInfo
        && Same(stored.Capacity, wanted.Capacity)
        && Same(stored.Allocatable, wanted.Allocatable);

    /// <summary>The heartbeat that keeps the node lifecycle controller satisfied.</summary>
    public static V1Lease Lease(string node, string nodeUid, DateTimeOffset wallNow) => new()
    {
        Metadata = new V1ObjectMeta
        {
            NamespaceProperty = LeaseNamespace,
            Name = node,
            OwnerReferences = [new V1OwnerReference { ApiVersion = "v1", Kind = "Node", Name = node, Uid = nodeUid }],
        },
        Spec = new V1LeaseSpec { HolderIdentity = node, LeaseDurationSeconds = 40, RenewTime = wallNow.UtcDateTime },
    };

    private static bool Same(IDictionary<string, ResourceQuantity>? stored, IDictionary<string, ResourceQuantity>? wanted) =>
        Resources.All(r => Amount(stored, r) == Amount(wanted, r));

    private static ResourceQuantity? Amount(IDictionary<string, ResourceQuantity>? amounts, string resource) =>
        amounts is not null && amounts.TryGetValue(resource, out var amount) ? amount : null;

    // By its value, which is within the server's bounds: the package's parser computes whatever power of ten a text asks for, and cuts nothing.
    private static ResourceQuantity Bytes(Quantity amount) =>
        new(amount.Value, 0, amount.ToString().EndsWith('i') ? ResourceQuantity.SuffixFormat.BinarySI : ResourceQuantity.SuffixFormat.DecimalSI);

    private static ResourceQuantity Count(int pieces) => new(pieces, 0, ResourceQuantity.SuffixFormat.DecimalSI);

    private static V1NodeCondition? Ready(V1NodeStatus? status) =>
        status?.Conditions?.FirstOrDefault(c => string.Equals(c.Type, "Ready", StringComparison.Ordinal));
}
