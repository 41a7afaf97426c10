using System.ComponentModel.DataAnnotations;

namespace Orbit.Api.V1Alpha1.GroundLinks;

/// <summary>A place on the ground, WGS-84.</summary>
public sealed record GroundLocation
{
    /// <summary>Geodetic latitude, degrees; north is positive.</summary>
    [Range(-90.0, 90.0)]
    public required double LatitudeDegrees { get; init; }

    /// <summary>Longitude, degrees; east is positive.</summary>
    [Range(-180.0, 180.0)]
    public required double LongitudeDegrees { get; init; }

    /// <summary>Height above the ellipsoid, metres.</summary>
    [Range(-500.0, 10_000.0)]
    public double AltitudeMetres { get; init; }
}
