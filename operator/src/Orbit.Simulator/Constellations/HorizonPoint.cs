namespace Orbit.Simulator.Constellations;

/// <summary>A point of a station's horizon mask, degrees; between points the mask is linear in azimuth.</summary>
internal readonly record struct HorizonPoint(double AzimuthDegrees, double ElevationDegrees);
