using k8s;
using k8s.Models;
using KubeOps.Abstractions.Entities;
using KubeOps.Abstractions.Entities.Attributes;
using Orbit.Api.Schema;
using Orbit.Api.Serialization;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Api.V1Alpha1.GroundLinks;

/// <summary>A ground station that talks to satellites: one that a provider rents out by the contact, or one's own. Its status holds the ledger of booked contacts.</summary>
[KubernetesEntity(Group = OrbitGroup.Name, ApiVersion = OrbitGroup.Version, Kind = KindName, PluralName = "groundlinks")]
[EntityScope(EntityScope.Cluster)]
[JsonContracts<OrbitJson>]
[ShortNames("gl")]
[PrinterColumn("Ready", "string", ".status.conditions[?(@.type==\"Ready\")].status", Description = "Whether contacts can be planned on the station.")]
[PrinterColumn("Provider", "string", ".spec.provider", Description = "Who runs the station.")]
[PrinterColumn("Serving", "string", ".status.contacts[?(@.state==\"Pass\")].satellite", Description = "The satellite in contact now.")]
[PrinterColumn("Next Contact", "string", ".status.contacts[?(@.state==\"Scheduled\")].start", Description = "Start of the next booked contact, mission time.")]
[PrinterColumn("Satellite", "string", ".status.contacts[?(@.state==\"Scheduled\")].satellite", Description = "The satellite of the next booked contact.")]
[PrinterColumn("Booked %", "number", ".status.bookedSharePercent", Description = "Share of the antennas' time in the coming 24 hours that is booked.")]
[PrinterColumn("Age", "date", ".metadata.creationTimestamp", Description = "Time since the object was made.")]
[PrinterColumn("Country", "string", ".spec.country", Wide = true, Description = "Where the station stands.")]
[PrinterColumn("Antennas", "integer", ".spec.antennas", Wide = true, Description = "Antennas that can each carry a contact.")]
[PrinterColumn("Mask", "number", ".spec.minimumElevationDegrees", Wide = true, Description = "Elevation mask, degrees.")]
[PrinterColumn("Next Pass", "string", ".status.nextPass.start", Wide = true, Description = "When the station sees a satellite next, booked or not, mission time.")]
[PrinterColumn("Of", "string", ".status.nextPass.satellite", Wide = true, Description = "The satellite of that pass.")]
public sealed record GroundLink : IKubernetesObject<V1ObjectMeta>
{
    /// <summary>The name of the kind.</summary>
    public const string KindName = "GroundLink";

    /// <inheritdoc/>
    public string ApiVersion { get; set; } = OrbitGroup.ApiVersion;

    /// <inheritdoc/>
    public string Kind { get; set; } = KindName;

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What the station is and how it is used, as its user declares it.</summary>
    public required GroundLinkSpec Spec { get; init; }

    /// <summary>The ledger of booked contacts, and what is predicted of the station; written by OrbitOperator.</summary>
    public GroundLinkStatus? Status { get; init; }
}
