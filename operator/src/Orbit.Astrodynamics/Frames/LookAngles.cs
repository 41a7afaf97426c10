namespace Orbit.Astrodynamics.Frames;

/// <summary>Where a satellite stands in a site's sky; geometric, without refraction.</summary>
/// <param name="AzimuthDegrees">From north over east, 0 or more and below 360.</param>
/// <param name="ElevationDegrees">Above the plane normal to the ellipsoid, -90 to 90.</param>
/// <param name="RangeKm">Distance, km.</param>
/// <param name="RangeRateKmPerSecond">Rate of the distance, km/s; negative while the satellite comes nearer.</param>
public readonly record struct LookAngles(
    double AzimuthDegrees,
    double ElevationDegrees,
    double RangeKm,
    double RangeRateKmPerSecond);
