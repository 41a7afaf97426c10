using Orbit.Astrodynamics.Frames;

namespace Orbit.Visibility.Contacts;

/// <summary>A site's horizontal plane and the lowest elevation of its mask, ready for the search.</summary>
internal readonly struct SitePlane
{
    public SitePlane(TopocentricFrame frame, double maskDegrees)
    {
        Up = frame.Up;
        Origin = frame.Origin;
        MaskDegrees = maskDegrees;
        SinMask = Math.Sin(double.DegreesToRadians(maskDegrees));
        Height = Vector3.Dot(Up, Origin);
        Offset = (Origin - (Height * Up)).Length;
        Radius = Origin.Length;
    }

    /// <summary>Unit vector along the ellipsoid's normal, ECEF.</summary>
    public Vector3 Up { get; }

    /// <summary>The site, ECEF, km.</summary>
    public Vector3 Origin { get; }

    /// <summary>The lowest elevation of the mask, degrees.</summary>
    public double MaskDegrees { get; }

    /// <summary>Sine of <see cref="MaskDegrees"/>.</summary>
    public double SinMask { get; }

    /// <summary>Distance of the plane from the Earth's centre, km.</summary>
    public double Height { get; }

    /// <summary>Distance of the site from the foot of the normal through the Earth's centre, km: up to 21.4 for the flattening.</summary>
    public double Offset { get; }

    /// <summary>Distance of the site from the Earth's centre, km.</summary>
    public double Radius { get; }

    /// <summary>
    /// The least height over the plane through the Earth's centre, km, at which a satellite can be above the mask as long as its
    /// distance from the Earth's centre is between the two given.
    /// </summary>
    /// <remarks>
    /// Moved by <see cref="Offset"/> along the plane, the satellite and the site are as on a sphere of radius h =
    /// <see cref="Height"/>, and the satellite's distance from the centre is r, at most the offset off. At the elevation m the
    /// range is ρ = √(r² - h² cos²m) - h sin m and the height h + ρ sin m. It grows with the elevation, and with the distance r
    /// if m is above the horizon; below it falls with r.
    /// </remarks>
    public double LeastHeight(double lowest, double highest)
    {
        var radius = SinMask >= 0 ? lowest - Offset : highest + Offset;
        var square = (radius * radius) - (Height * Height * (1 - (SinMask * SinMask)));
        var range = Math.Sqrt(Math.Max(0, square)) - (Height * SinMask);
        return Height + (SinMask * Math.Max(0, range));
    }
}
