namespace Orbit.Visibility.Contacts;

/// <summary>A greatest elevation within one segment of a satellite's grid: first where it is known to lie, then when it is.</summary>
internal struct Peak
{
    /// <summary>Index of the site.</summary>
    public int Site;

    /// <summary>The segment.</summary>
    public int Segment;

    /// <summary>What has the sign of the elevation's rate, at the segment's first node: 0 or more.</summary>
    public double AtLow;

    /// <summary>The same at its last node: below 0.</summary>
    public double AtHigh;

    /// <summary>The instant.</summary>
    public long Ticks;

    /// <summary>The elevation, degrees.</summary>
    public double ElevationDegrees;
}
