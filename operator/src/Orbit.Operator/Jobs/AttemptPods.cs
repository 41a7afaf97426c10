using System.Security.Cryptography;
using System.Text;
using k8s.Models;
using KubeOps.Abstractions.Rbac;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Kubernetes.Client;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Nodes;
using Orbit.Operator.Pods;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Jobs;

/// <summary>Keeps a pod for each attempt of a job, bound to the satellite's node, so that kubectl shows who works where.</summary>
/// <remarks>No kubelet runs it: its status says what is known from the satellite.</remarks>
[EntityRbac(typeof(V1Pod), Verbs = RbacVerb.Create | RbacVerb.Patch | RbacVerb.Delete)]
internal sealed class AttemptPods(KubernetesClient client, WorldStores stores, TimeProvider wall)
{
    private const string FieldManager = "orbitoperator/jobs";
    private const string NoExecute = "NoExecute";

    // Of a pod, as of most Kubernetes objects: RFC 1123, section 2.1, allows no longer host names.
    private const int LongestName = 253;

    /// <summary>Makes the job's pods agree with <paramref name="status"/>.</summary>
    public async Task SyncAsync(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, CancellationToken cancellationToken)
    {
        var current = status.Plan is { } plan ? Name(job, plan.Attempt) : null;
        await stores.WaitForOwnPodWritesAsync(job, current, cancellationToken);
        V1Pod? stored = null;
        foreach (var pod in stores.PodsOf(job))
        {
            if (string.Equals(pod.Metadata.Name, current, StringComparison.Ordinal))
            {
                stored = pod;
            }
            else
            {
                await GiveUpAsync(pod, status, cancellationToken);
            }
        }

        // A pod that is being deleted makes room first; its disappearance brings the job back here.
        if (current is null || stored?.Metadata.DeletionTimestamp is not null)
        {
            return;
        }

        if (stored is null)
        {
            // Where Kubernetes would delete it at once, a pod comes back when the taint is gone. The work goes on without it: it is on board.
            if (status.Phase is JobPhase.Succeeded or JobPhase.Failed || NodeMarks.Evict(stores.NodeOf(status.Plan!.Satellite), Tolerations(job)))
            {
                return;
            }

            stored = await client.ApplyAsync(Pod(job, status.Plan!, current), FieldManager, force: true, cancellationToken);
        }

        var wanted = Status(job, status, stored.Status);
        if (!PodStatuses.Says(stored.Status, wanted))
        {
            await PodStatuses.WriteAsync(client, stored, wanted, cancellationToken);
        }
    }

    /// <summary>The name of the pod of one attempt. Where it is too long it is cut, and a hash of the whole tells it from others that begin alike.</summary>
    public static string Name(OrbitalInferenceJob job, int attempt)
    {
        var name = $"{job.Metadata.Name}-{attempt}";
        if (name.Length <= LongestName)
        {
            return name;
        }

        var suffix = $"-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(job.Metadata.Name!)).AsSpan(0, 5))}-{attempt}";
        return string.Concat(name.AsSpan(0, LongestName - suffix.Length).TrimEnd("-."), suffix);
    }

    // An attempt that never got on board leaves no trace; one that did stays as a failed pod, as a Job's would.
    private async Task GiveUpAsync(V1Pod pod, OrbitalInferenceJobStatus status, CancellationToken cancellationToken)
    {
        if (pod.Metadata.DeletionTimestamp is not null || pod.Status?.Phase is "Succeeded" or "Failed")
        {
            return;
        }

        if (pod.Status?.Phase is "Running")
        {
            var started = pod.Status.ContainerStatuses is [{ State.Running: { } running }, ..] ? running.StartedAt : null;
            var failed = Terminated(pod.Status, "Failed", "AttemptGivenUp", status.Message, 1, started, pod.Spec?.Containers?[0].Image ?? "");
            await PodStatuses.WriteAsync(client, pod, failed, cancellationToken);
        }
        else
        {
            await client.DeleteAsync<V1Pod>(NamespacedName.Of(pod), new V1DeleteOptions { GracePeriodSeconds = 0, Preconditions = new V1Preconditions { Uid = pod.Metadata.Uid } }, cancellationToken);
        }
    }

    private static V1Pod Pod(OrbitalInferenceJob job, JobPlan plan, string name) => new()
    {
        Metadata = new V1ObjectMeta
        {
            NamespaceProperty = job.Metadata.NamespaceProperty,
            Name = name,
            OwnerReferences = [Owners.Of(job)],
            Labels = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [WorldStores.ManagedByLabel] = WorldStores.ManagedByValue,
                ["orbitoperator.io/satellite"] = plan.Satellite,
            },
            Annotations = new Dictionary<string, string>(StringComparer.Ordinal) { [ResultStore.AttemptAnnotation] = plan.AttemptId },
        },
        Spec = new V1PodSpec
        {
            NodeName = plan.Satellite,
            RestartPolicy = "Never",
            TerminationGracePeriodSeconds = 0,
            AutomountServiceAccountToken = false,
            EnableServiceLinks = false,
            SecurityContext = new V1PodSecurityContext { RunAsNonRoot = true, SeccompProfile = new V1SeccompProfile { Type = "RuntimeDefault" } },
            Tolerations = Tolerations(job),
            Containers =
            [
                new V1Container
                {
                    Name = "inference",
                    Image = Image(job),
                    Resources = new V1ResourceRequirements
                    {
                        Limits = new Dictionary<string, ResourceQuantity>(StringComparer.Ordinal)
                        {
                            [SatelliteNodeObjects.AcceleratorResource] = new("1"),
                        },
                    },
                    SecurityContext = new V1SecurityContext
                    {
                        AllowPrivilegeEscalation = false,
                        ReadOnlyRootFilesystem = true,
                        Capabilities = new V1Capabilities { Drop = ["ALL"] },
                    },
                },
            ],
        },
    };

    // The operator's own come first: of several that tolerate a taint, Kubernetes takes the first.
    private static IList<V1Toleration> Tolerations(OrbitalInferenceJob job) =>
    [
        new V1Toleration { Key = SatelliteNodeObjects.TaintKey, OperatorProperty = "Exists" },
        // An operator that is away must cost no pod: it alone can tell silence from loss.
        new V1Toleration { Key = "node.kubernetes.io/unreachable", OperatorProperty = "Exists", Effect = NoExecute },
        // NotReady is what the operator itself says of a satellite that is lost: then Kubernetes may evict at once.
        new V1Toleration { Key = "node.kubernetes.io/not-ready", OperatorProperty = "Exists", Effect = NoExecute, TolerationSeconds = 0 },
        .. job.Spec.Tolerations,
    ];

    // What is on board is a model, not an image; the name tells people which. It is that of the plan, whatever the spec says since.
    private static string Image(OrbitalInferenceJob job) => $"orbitoperator.io/on-board/{(job.Status?.Plan?.Model ?? job.Spec.Model).ToLowerInvariant().Replace(':', '-')}";

    private V1PodStatus Status(OrbitalInferenceJob job, OrbitalInferenceJobStatus status, V1PodStatus? before)
    {
        var image = Image(job);
        var started = before?.ContainerStatuses is [{ State.Running: { } running }, ..] ? running.StartedAt : null;
        switch (status.Phase)
        {
            case JobPhase.Succeeded:
                return Terminated(before, "Succeeded", "Completed", status.Message, 0, started, image);
            case JobPhase.Failed:
                return Terminated(before, "Failed", "Failed", status.Message, 1, started, image);
            // Work that is only assumed to be on board has not been seen there: should it not be, this pod leaves no trace.
            case JobPhase.Computing or JobPhase.Downlinking when status.Actual?.UplinkFinished is not null:
                return Known(before, "Running", status.Message, ready: true) with
                {
                    ContainerStatuses =
                    [
                        new V1ContainerStatus
                        {
                            Name = "inference", Image = image, ImageID = "", Ready = true, Started = true,
                            State = new V1ContainerState { Running = new V1ContainerStateRunning { StartedAt = started ?? wall.GetUtcNow().ToWholeSeconds() } },
                        },
                    ],
                };
            default:
                return Known(before, "Pending", status.Message, ready: false) with
                {
                    ContainerStatuses =
                    [
                        new V1ContainerStatus
                        {
                            Name = "inference", Image = image, ImageID = "", Started = false,
                            State = new V1ContainerState
                            {
                                Waiting = new V1ContainerStateWaiting { Reason = WaitingFor(status.Phase), Message = status.Message },
                            },
                        },
                    ],
                };
        }
    }

    private static string WaitingFor(JobPhase phase) => phase switch
    {
        JobPhase.Uplinking => "Uplinking",
        JobPhase.Computing or JobPhase.Downlinking => "UplinkUnknown",
        _ => "AwaitingUplink",
    };

    private V1PodStatus Terminated(V1PodStatus? before, string phase, string reason, string? message, int exitCode, DateTime? started, string image)
    {
        var finished = before?.ContainerStatuses is [{ State.Terminated: { } terminated }, ..] ? terminated : null;
        return Known(before, phase, message, ready: false) with
        {
            Reason = exitCode == 0 ? null : reason,
            ContainerStatuses =
            [
                new V1ContainerStatus
                {
                    Name = "inference", Image = image, ImageID = "", Started = false,
                    State = new V1ContainerState
                    {
                        Terminated = new V1ContainerStateTerminated
                        {
                            ExitCode = exitCode,
                            Reason = reason,
                            StartedAt = finished?.StartedAt ?? started,
                            FinishedAt = finished?.FinishedAt ?? wall.GetUtcNow().ToWholeSeconds(),
                        },
                    },
                },
            ],
        };
    }

    private V1PodStatus Known(V1PodStatus? before, string phase, string? message, bool ready)
    {
        var value = ready ? ConditionStatus.True : ConditionStatus.False;
        return new V1PodStatus
        {
            Phase = phase,
            Message = message,
            StartTime = before?.StartTime ?? wall.GetUtcNow().ToWholeSeconds(),
            Conditions = [Condition("PodScheduled", ConditionStatus.True), Condition("Ready", value), Condition("ContainersReady", value)],
        };

        V1PodCondition Condition(string type, string status) => PodStatuses.Condition(before, type, status, wall.GetUtcNow());
    }
}
