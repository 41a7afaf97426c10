namespace Orbit.Astrodynamics.Sgp4.Batch;

/// <summary>
/// Rows of a <see cref="Block"/> of deep-space satellites. Symbols as in <see cref="Sgp4Propagator"/>; rates hold the Sun's
/// and the Moon's; minutes, radians, Earth radii.
/// </summary>
internal static class DeepSpaceRow
{
    /// <summary>ω₀ and its secular rate.</summary>
    public const int Perigee = 1, PerigeeRate = 2;

    /// <summary>Ω₀, its secular rate and drag's part of it, by t and t².</summary>
    public const int Node = 3, NodeRate = 4, NodeDrag = 5;

    /// <summary>e₀ and its rate.</summary>
    public const int Eccentricity = 6, EccentricityRate = 7;

    /// <summary>i₀ and its rate.</summary>
    public const int Inclination = 8, InclinationRate = 9;

    /// <summary>C₁, and drag's gain in mean longitude by t².</summary>
    public const int C1 = 10, Gain2 = 11;

    /// <summary>n₀, a₀, 1/a₀ and the speed unit over √a₀, km/s.</summary>
    public const int MeanMotion = 12, Axis = 13, InverseAxis = 14, Speed = 15;

    /// <summary>GMST at epoch, and the turns of Ω, ω and GMST in the mean anomaly of a resonant orbit.</summary>
    public const int Sidereal = 16, NodeTurns = 17, PerigeeTurns = 18, SiderealTurns = 19;

    /// <summary>Mean anomalies of the Sun and the Moon at epoch.</summary>
    public const int SunAnomaly = 20, MoonAnomaly = 21;

    /// <summary>
    /// The first of twelve amplitudes each of the Sun and the Moon: of e and i by F₂ and F₃, of the mean longitude and of
    /// ω + cos i Ω by F₂, F₃ and sin f, of sin i Ω by F₂ and F₃.
    /// </summary>
    public const int Sun = 22, Moon = 34;

    /// <summary>Number of rows.</summary>
    public const int Count = 46;
}
