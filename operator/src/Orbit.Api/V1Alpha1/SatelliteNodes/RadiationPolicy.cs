namespace Orbit.Api.V1Alpha1.SatelliteNodes;

/// <summary>When radiation forbids computing.</summary>
public sealed record RadiationPolicy
{
    /// <summary>Whether nothing is computed while the satellite crosses the South Atlantic Anomaly, where upsets are most frequent.</summary>
    public bool AvoidSouthAtlanticAnomaly { get; init; }
}
