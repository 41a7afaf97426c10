namespace Orbit.Visibility.Contacts;

/// <summary>A place on the ground, WGS-84.</summary>
/// <param name="Name">What the site is called; no meaning beyond that.</param>
/// <param name="LatitudeDegrees">Geodetic latitude, degrees north, -90 to 90.</param>
/// <param name="LongitudeDegrees">Longitude, degrees east, -180 to 360.</param>
/// <param name="AltitudeMetres">Height above the ellipsoid, metres.</param>
public sealed record GroundSite(string Name, double LatitudeDegrees, double LongitudeDegrees, double AltitudeMetres = 0);
