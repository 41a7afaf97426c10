namespace Orbit.Visibility.Regions;

/// <summary>A corner of a region on the ground, WGS-84.</summary>
/// <param name="LatitudeDegrees">Geodetic latitude, degrees north, -90 to 90.</param>
/// <param name="LongitudeDegrees">Longitude, degrees east, -180 to 360.</param>
public readonly record struct GroundPoint(double LatitudeDegrees, double LongitudeDegrees);
