using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using KubeOps.Abstractions.Rbac;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Operator.Pods;

/// <summary>Writes what a kubelet would write of a pod, and leaves alone what others add to it: conditions of other types, and fields that no kubelet writes here.</summary>
[GenericRbac(Groups = [""], Resources = ["pods/status"], Verbs = RbacVerb.Patch)]
internal static class PodStatuses
{
    private static readonly string[] ConditionDetails = ["reason", "message"];

    /// <summary>Whether the stored status says all that <paramref name="wanted"/> says.</summary>
    public static bool Says(V1PodStatus? stored, V1PodStatus wanted) =>
        stored is not null
        && string.Equals(stored.Phase, wanted.Phase, StringComparison.Ordinal)
        && string.Equals(stored.Reason ?? "", wanted.Reason ?? "", StringComparison.Ordinal)
        && string.Equals(stored.Message ?? "", wanted.Message ?? "", StringComparison.Ordinal)
        && (wanted.StartTime is null || stored.StartTime == wanted.StartTime)
        && (wanted.Conditions ?? []).All(c => stored.Conditions?.Any(s => Written(s) == Written(c)) is true)
        && (wanted.ContainerStatuses is null || (stored.ContainerStatuses ?? []).Select(Written).SequenceEqual(wanted.ContainerStatuses.Select(Written)));

    /// <summary>Writes a status. What it leaves empty is taken away, whoever wrote it.</summary>
    /// <remarks>
    /// By a strategic merge and not by server-side apply: an apply can't take away what another manager set, such as the reason of a condition, and it
    /// refuses pods with items that agree in their key, such as two environment variables of one name, which a pod of somebody else may have.
    /// </remarks>
    public static Task<V1Pod> WriteAsync(KubernetesClient client, V1Pod pod, V1PodStatus wanted, CancellationToken cancellationToken)
    {
        var status = JsonSerializer.SerializeToNode(new V1Pod { Status = wanted }, ResourceJson.TypeInfo<V1Pod>())!["status"]!.AsObject();
        Clear(status, ConditionDetails);
        foreach (var condition in status["conditions"]?.AsArray() ?? [])
        {
            Clear(condition!.AsObject(), ConditionDetails);
        }

        var patch = new JsonObject { ["metadata"] = new JsonObject { ["uid"] = pod.Metadata.Uid }, ["status"] = status.DeepClone() };
        return client.PatchStrategicallyAsync<V1Pod>(NamespacedName.Of(pod), patch, "status", cancellationToken);
    }

    /// <summary>A condition, which keeps the time of its last transition as long as its status is the same.</summary>
    public static V1PodCondition Condition(V1PodStatus? before, string type, string status, DateTimeOffset wallNow)
    {
        var known = before?.Conditions?.FirstOrDefault(c => string.Equals(c.Type, type, StringComparison.Ordinal));
        return new V1PodCondition
        {
            Type = type,
            Status = status,
            LastProbeTime = known?.LastProbeTime,
            LastTransitionTime = known?.LastTransitionTime is { } since && string.Equals(known.Status, status, StringComparison.Ordinal) ? since : wallNow.ToWholeSeconds(),
        };
    }

    private static void Clear(JsonObject json, IEnumerable<string> members)
    {
        foreach (var member in members)
        {
            json.TryAdd(member, null);
        }
    }

    // What is written here. Servers and controllers add more with each version: an empty lastState, the generation that a condition was judged on.
    private static V1PodCondition Written(V1PodCondition condition) => condition with { ObservedGeneration = null };

    private static object Written(V1ContainerStatus status) =>
        (status.Name, status.Image, status.ImageID, status.Ready, status.RestartCount, status.Started, status.State);
}
