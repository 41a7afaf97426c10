namespace Orbit.Astrodynamics.Sgp4.Batch;

/// <summary>
/// Rows of a <see cref="Block"/> of near-Earth satellites. Symbols as in <see cref="Sgp4Propagator"/>; minutes, radians, Earth radii.
/// </summary>
internal static class NearEarthRow
{
    /// <summary>M₀ and its secular rate.</summary>
    public const int Anomaly = 1, AnomalyRate = 2;

    /// <summary>ω₀ and its secular rate.</summary>
    public const int Perigee = 3, PerigeeRate = 4;

    /// <summary>Ω₀, its secular rate and drag's part of it, by t and t².</summary>
    public const int Node = 5, NodeRate = 6, NodeDrag = 7;

    /// <summary>√(a/a₀) = 1 - (C₁ t + D₂ t² + D₃ t³ + D₄ t⁴).</summary>
    public const int C1 = 8, D2 = 9, D3 = 10, D4 = 11;

    /// <summary>e = base - rate t - amplitude sin M.</summary>
    public const int EccentricityBase = 12, EccentricityRate = 13, EccentricitySine = 14;

    /// <summary>Drag's gain in mean longitude by t² to t⁵.</summary>
    public const int Gain2 = 15, Gain3 = 16, Gain4 = 17, Gain5 = 18;

    /// <summary>Drag's shift of M against ω: base + rate t + cube (1 + η cos M)³.</summary>
    public const int ShiftBase = 19, ShiftRate = 20, ShiftCube = 21, Eta = 22;

    /// <summary>a₀, 1/a₀ and the speed unit over √a₀, km/s.</summary>
    public const int Axis = 23, InverseAxis = 24, Speed = 25;

    /// <summary>sin i₀, cos i₀ and the factor of J3's term in the mean longitude.</summary>
    public const int SinInclination = 26, CosInclination = 27, LongPeriodLongitude = 28;

    /// <summary>Number of rows.</summary>
    public const int Count = 29;
}
