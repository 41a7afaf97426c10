namespace Orbit.Visibility.Contacts;

/// <summary>An edge of a pass on one segment of a satellite's grid: first where it is known to lie, then when it is.</summary>
internal struct Crossing
{
    /// <summary>Index of the site.</summary>
    public int Site;

    /// <summary>The segment.</summary>
    public int Segment;

    /// <summary>Whether the satellite rises above the mask.</summary>
    public bool Rises;

    /// <summary>Whether the model cannot tell what happens on the segment, so that it has to be searched on exact states.</summary>
    public bool Unsure;

    /// <summary>Where the bracket begins, from the segment's middle in steps of the grid.</summary>
    public double Low;

    /// <summary>Where the bracket ends.</summary>
    public double High;

    /// <summary>The margin f at <see cref="Low"/>, km.</summary>
    public double AtLow;

    /// <summary>The margin f at <see cref="High"/>, km.</summary>
    public double AtHigh;

    /// <summary>The first tick after the crossing.</summary>
    public long Ticks;
}
