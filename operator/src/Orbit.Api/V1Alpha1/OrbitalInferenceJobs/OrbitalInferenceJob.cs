using k8s;
using k8s.Models;
using KubeOps.Abstractions.Entities;
using KubeOps.Abstractions.Entities.Attributes;
using Orbit.Api.Schema;
using Orbit.Api.Serialization;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Api.V1Alpha1.OrbitalInferenceJobs;

/// <summary>A question to a model on board of a satellite. The operator chooses the satellite and the contacts that answer it best, sends it up, and stores the answer in a ConfigMap.</summary>
[KubernetesEntity(Group = OrbitGroup.Name, ApiVersion = OrbitGroup.Version, Kind = KindName, PluralName = "orbitalinferencejobs")]
[EntityScope(EntityScope.Namespaced)]
[JsonContracts<OrbitJson>]
[ShortNames("oij")]
[PrinterColumn("Phase", "string", ".status.phase", Description = "What the job is doing.")]
[PrinterColumn("Satellite", "string", ".status.plan.satellite", Description = "The satellite that the plan names.")]
[PrinterColumn("Uplink", "string", ".status.plan.uplink.start", Description = "Start of the contact that takes the job up, mission time.")]
[PrinterColumn("Expected", "string", ".status.plan.expectedCompletion", Description = "When the result is expected on the ground, mission time.")]
[PrinterColumn("Next Try", "string", ".status.nextTryTime", Description = "When a waiting job is planned again at the latest, mission time.")]
[PrinterColumn("Turnaround", "string", ".status.turnaround", Description = "Time from acceptance to result.")]
[PrinterColumn("Age", "date", ".metadata.creationTimestamp", Description = "Time since the object was made.")]
[PrinterColumn("Model", "string", ".spec.model", Wide = true, Description = "The model asked for.")]
[PrinterColumn("Via", "string", ".status.plan.uplink.groundLink", Wide = true, Description = "GroundLink that takes the job up.")]
[PrinterColumn("Back Via", "string", ".status.plan.downlink.groundLink", Wide = true, Description = "GroundLink that takes the result down.")]
[PrinterColumn("Message", "string", ".status.message", Wide = true, Description = "What the job waits for, or how it ended.")]
public sealed record OrbitalInferenceJob : IKubernetesObject<V1ObjectMeta>
{
    /// <summary>The name of the kind.</summary>
    public const string KindName = "OrbitalInferenceJob";

    /// <inheritdoc/>
    public string ApiVersion { get; set; } = OrbitGroup.ApiVersion;

    /// <inheritdoc/>
    public string Kind { get; set; } = KindName;

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What to compute, and what to mind when choosing where and when. Before the uplink, a change makes the plan anew. From the uplink on, <c>model</c>, <c>input</c>, <c>work</c>, <c>resources</c>, <c>output.maximumSize</c>, <c>satelliteSelector</c> and <c>uplinkSelector</c> can't be changed; all other fields can.</summary>
    public required OrbitalInferenceJobSpec Spec { get; init; }

    /// <summary>The plan and how far it is; written by OrbitOperator.</summary>
    public OrbitalInferenceJobStatus? Status { get; init; }
}
