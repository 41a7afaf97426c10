using k8s;
using k8s.Models;
using KubeOps.Abstractions.Entities;
using KubeOps.Abstractions.Entities.Attributes;
using Orbit.Api.Schema;
using Orbit.Api.Serialization;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Api.V1Alpha1.SatelliteNodes;

/// <summary>A satellite that runs inference jobs on board. The operator registers a Node of the same name for it, and predicts from its elements when each ground station sees it.</summary>
[KubernetesEntity(Group = OrbitGroup.Name, ApiVersion = OrbitGroup.Version, Kind = KindName, PluralName = "satellitenodes")]
[EntityScope(EntityScope.Cluster)]
[JsonContracts<OrbitJson>]
[ShortNames("sat")]
[PrinterColumn("Ready", "string", ".status.conditions[?(@.type==\"Ready\")].status", Description = "Whether work can be planned on the satellite.")]
[PrinterColumn("Link", "string", ".status.link.state", Description = "InContact, Silent (as predicted) or Overdue (a booked contact heard nothing).")]
[PrinterColumn("Until", "string", ".status.link.until", Description = "When the link's state is predicted to change, mission time.")]
[PrinterColumn("Next Contact", "string", ".status.nextContact.start", Description = "Start of the next booked contact, mission time.")]
[PrinterColumn("Station", "string", ".status.nextContact.groundLink", Description = "GroundLink of the next booked contact.")]
[PrinterColumn("Work", "string", ".status.work[0].job", Description = "The first job on board.")]
[PrinterColumn("Age", "date", ".metadata.creationTimestamp", Description = "Time since the object was made.")]
[PrinterColumn("NORAD", "integer", ".spec.noradId", Wide = true, Description = "Catalogue number.")]
[PrinterColumn("Role", "string", ".spec.role", Wide = true, Description = "What the satellite computes.")]
[PrinterColumn("Elements", "string", ".status.elements.epoch", Wide = true, Description = "Epoch of the elements in use.")]
[PrinterColumn("Next Pass", "string", ".status.nextPass.start", Wide = true, Description = "When a station sees the satellite next, booked or not, mission time.")]
[PrinterColumn("Sunlit", "boolean", ".status.position.sunlit", Wide = true, Description = "Whether the Sun shines on the satellite.")]
[PrinterColumn("Missed", "integer", ".status.missedContacts", Wide = true, Description = "Booked contacts in a row in which nothing was heard.")]
public sealed record SatelliteNode : IKubernetesObject<V1ObjectMeta>
{
    /// <summary>The name of the kind.</summary>
    public const string KindName = "SatelliteNode";

    /// <inheritdoc/>
    public string ApiVersion { get; set; } = OrbitGroup.ApiVersion;

    /// <inheritdoc/>
    public string Kind { get; set; } = KindName;

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What the satellite is and can do, as its operator declares it.</summary>
    public required SatelliteNodeSpec Spec { get; init; }

    /// <summary>What is predicted and known of the satellite; written by OrbitOperator.</summary>
    public SatelliteNodeStatus? Status { get; init; }
}
