namespace Orbit.Visibility.Eclipses;

/// <summary>Which of the Earth's two shadow cones is meant.</summary>
internal enum ShadowKind
{
    /// <summary>Where any part of the Sun is hidden.</summary>
    Penumbra,

    /// <summary>Where all of it is.</summary>
    Umbra,
}
