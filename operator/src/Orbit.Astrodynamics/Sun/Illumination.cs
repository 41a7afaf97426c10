namespace Orbit.Astrodynamics.Sun;

/// <summary>How much of the Sun is seen past the Earth.</summary>
public enum Illumination
{
    /// <summary>All of it.</summary>
    Sunlit = 0,

    /// <summary>A part.</summary>
    Penumbra = 1,

    /// <summary>Nothing.</summary>
    Umbra = 2,
}
