using Orbit.Astrodynamics.Frames;
using Orbit.Visibility.Contacts;

namespace Orbit.Visibility.Orientation;

/// <summary>Brings UT1 - UTC and polar motion into the windows of a site, at no cost to the search.</summary>
/// <remarks>
/// The search turns the Earth by UT1 = UTC about its conventional pole. Rather than turning every state of every satellite, the
/// sites are turned the other way, once: by (UT1 - UTC) times 15 arc seconds a second in longitude, and by polar motion. Over a
/// day the values change by a few ms and milliarcseconds, so those of the middle of the span will do. Over the
/// reference day edges are within 0.3 ms in low orbit and 0.7 ms in others of those with the states themselves turned.
/// </remarks>
public static class SiteOrientation
{
    /// <summary>
    /// The site that sees in the plain model what <paramref name="site"/> sees with <paramref name="orientation"/>: within 13 m
    /// of it for polar motion, and 0.46 km for each second of UT1 - UTC.
    /// </summary>
    /// <remarks>Its position is exact; its vertical, taken on the ellipsoid where it then lies, is off by less than 1e-6 degrees.</remarks>
    /// <exception cref="ArgumentException">A coordinate of the site is out of its range or no number.</exception>
    public static GroundSite Oriented(this GroundSite site, EarthOrientation orientation)
    {
        ArgumentNullException.ThrowIfNull(site);
        var place = GeodeticPoint.FromEcef(orientation.ToPlainModel(site.ToFrame().Origin));
        return site with
        {
            LatitudeDegrees = place.LatitudeDegrees,
            LongitudeDegrees = place.LongitudeDegrees,
            AltitudeMetres = place.AltitudeKm * 1000,
        };
    }
}
