using System.ComponentModel.DataAnnotations;

namespace Orbit.Api.V1Alpha1.SatelliteNodes;

/// <summary>A two-line element set as NORAD and CelesTrak publish it, checksums included.</summary>
public sealed record TwoLineElements
{
    /// <summary>The first line: 69 characters that begin with <c>1</c> and end with the checksum.</summary>
    [RegularExpression("^1 [ -~]+$")]
    [StringLength(69, MinimumLength = 69)]
    public required string Line1 { get; init; }

    /// <summary>The second line: 69 characters that begin with <c>2</c> and end with the checksum.</summary>
    [RegularExpression("^2 [ -~]+$")]
    [StringLength(69, MinimumLength = 69)]
    public required string Line2 { get; init; }
}
