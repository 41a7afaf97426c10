using System.ComponentModel.DataAnnotations;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Api.V1Alpha1.SatelliteNodes;

/// <summary>A link to other satellites. Two satellites can talk in a band that both name, while the Earth is not between them, over the shorter of their ranges.</summary>
public sealed record Crosslink
{
    /// <summary>Name of the band, such as <c>Optical</c>.</summary>
    [RegularExpression(Patterns.Band)]
    [StringLength(32)]
    public required string Band { get; init; }

    /// <summary>Net rate in each direction, bits per second, such as <c>100G</c>.</summary>
    public required Quantity BitsPerSecond { get; init; }

    /// <summary>Greatest distance over which the link holds, kilometres.</summary>
    [Range(0.0, 1e6, MinimumIsExclusive = true)]
    public required double MaximumRangeKilometres { get; init; }
}
