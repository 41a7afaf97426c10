using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Kubernetes.Objects;

namespace Orbit.Operator.Snapshots;

/// <summary>Whom a station serves.</summary>
internal static class StationService
{
    /// <summary>Whether the station's <c>satelliteSelector</c> takes the satellite.</summary>
    public static bool Serves(this GroundLink groundLink, SatelliteNode satellite) =>
        groundLink.Spec.SatelliteSelector?.Matches(satellite.Metadata.LabelsOrEmpty()) != false;
}
