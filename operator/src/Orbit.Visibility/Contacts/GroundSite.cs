using Orbit.Astrodynamics.Frames;

namespace Orbit.Visibility.Contacts;

/// <summary>A place on the ground, WGS-84.</summary>
/// <param name="Name">What the site is called; no meaning beyond that.</param>
/// <param name="LatitudeDegrees">Geodetic latitude, degrees north, -90 to 90.</param>
/// <param name="LongitudeDegrees">Longitude, degrees east, -180 to 360.</param>
/// <param name="AltitudeMetres">Height above the ellipsoid, metres.</param>
public sealed record GroundSite(string Name, double LatitudeDegrees, double LongitudeDegrees, double AltitudeMetres = 0)
{
    /// <summary>The local frame of the site.</summary>
    /// <exception cref="ArgumentException">A coordinate is out of its range or no number.</exception>
    public TopocentricFrame ToFrame()
    {
        Require(LatitudeDegrees is >= -90 and <= 90, "latitude", LatitudeDegrees, "-90 to 90 degrees");
        Require(LongitudeDegrees is >= -180 and <= 360, "longitude", LongitudeDegrees, "-180 to 360 degrees");
        Require(AltitudeMetres is >= -1000 and <= 100_000, "altitude", AltitudeMetres, "-1,000 to 100,000 metres");
        return new TopocentricFrame(new GeodeticPoint(LatitudeDegrees, LongitudeDegrees, AltitudeMetres / 1000));
    }

    private void Require(bool holds, string field, double value, string range)
    {
        if (!holds)
        {
            throw new ArgumentException(FormattableString.Invariant($"The {field} of site '{Name}' is {value}; it must be {range}."));
        }
    }
}
