using System.ComponentModel.DataAnnotations;
using Orbit.Kubernetes.Serialization;

namespace Orbit.Api.V1Alpha1;

/// <summary>A frequency band of a radio. A satellite and a station can talk in a band that both name; each direction runs at the lower of the two rates.</summary>
public sealed record RadioBand
{
    /// <summary>Name of the band, such as <c>S</c>, <c>X</c> or <c>Ka</c>. Bands are matched by this name, letter by letter.</summary>
    [RegularExpression(Patterns.Band)]
    [StringLength(32)]
    public required string Name { get; init; }

    /// <summary>Net rate from the ground to the satellite, bits per second, such as <c>2M</c>. Left out: the band carries nothing upwards.</summary>
    public Quantity? UplinkBitsPerSecond { get; init; }

    /// <summary>Net rate from the satellite to the ground, bits per second, such as <c>150M</c>. Left out: the band carries nothing downwards.</summary>
    public Quantity? DownlinkBitsPerSecond { get; init; }
}
