namespace Orbit.Visibility.Contacts;

/// <summary>One corner of a horizon mask.</summary>
/// <param name="AzimuthDegrees">From north over east, 0 or more and below 360.</param>
/// <param name="ElevationDegrees">Elevation of the obstacle there, -90 to 90.</param>
public readonly record struct HorizonPoint(double AzimuthDegrees, double ElevationDegrees);
