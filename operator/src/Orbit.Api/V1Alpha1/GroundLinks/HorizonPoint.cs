using System.ComponentModel.DataAnnotations;

namespace Orbit.Api.V1Alpha1.GroundLinks;

/// <summary>One point of a horizon mask.</summary>
public sealed record HorizonPoint
{
    /// <summary>Azimuth, degrees from true north through east.</summary>
    [Range(0.0, 360.0, MaximumIsExclusive = true)]
    public required double AzimuthDegrees { get; init; }

    /// <summary>Elevation of what hides the sky there, degrees above the horizontal.</summary>
    [Range(0.0, 90.0)]
    public required double ElevationDegrees { get; init; }
}
