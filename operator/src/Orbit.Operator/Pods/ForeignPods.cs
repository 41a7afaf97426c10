using k8s.Models;
using Orbit.Kubernetes.Objects;

namespace Orbit.Operator.Pods;

/// <summary>The status of pods on a satellite's Node that are no attempts of jobs: nothing runs them there.</summary>
internal static class ForeignPods
{
    /// <summary>The reason, which <c>kubectl get pods</c> shows in place of the phase.</summary>
    public const string Reason = "NotForSatellites";

    private const string Rule = "Pods run on satellites only through an OrbitalInferenceJob.";

    /// <summary>The status of such a pod; null when it has ended, and its status stays as it is.</summary>
    /// <remarks>
    /// A pod that nobody replaces has failed; so has one of a Job, which counts its failures and ends. One of any other controller stays Pending: a
    /// DaemonSet, a ReplicaSet or a StatefulSet would put another in the place of a failed one at once, and again, without end. Of a controller
    /// that is not known here the same has to be feared, and to wait costs nothing.
    /// </remarks>
    public static V1PodStatus? Status(V1Pod pod, DateTimeOffset wallNow)
    {
        if (pod.Status?.Phase is "Succeeded" or "Failed")
        {
            return null;
        }

        var replacing = pod.Metadata.OwnerReferences?.FirstOrDefault(o => o.Controller is true && !IsJob(o));
        return new V1PodStatus
        {
            Phase = replacing is null ? "Failed" : "Pending",
            Reason = Reason,
            Message = replacing is null
                ? Rule
                : $"{Rule} The pods of {replacing.Kind} {replacing.Name} stay away from them with a node affinity of type NotIn virtual-kubelet, or without a toleration of the taint orbitoperator.io/satellite.",
            Conditions = [Condition("Ready"), Condition("ContainersReady")],
        };

        V1PodCondition Condition(string type) => PodStatuses.Condition(pod.Status, type, ConditionStatus.False, wallNow) with { Reason = Reason };
    }

    private static bool IsJob(V1OwnerReference owner) =>
        owner.Kind is "Job" && owner.ApiVersion?.StartsWith("batch/", StringComparison.Ordinal) is true;
}
