using Orbit.Api.Schema;

namespace Orbit.Api.V1Alpha1.SatelliteNodes;

/// <summary>The radios of a satellite that talk to the ground.</summary>
public sealed record SatelliteRadio
{
    /// <summary>Bands with their rates; at least one.</summary>
    [ListMapKey(nameof(RadioBand.Name))]
    [ListLength(1, 16)]
    public required IReadOnlyList<RadioBand> Bands { get; init; }
}
