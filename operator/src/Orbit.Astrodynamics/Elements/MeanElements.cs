namespace Orbit.Astrodynamics.Elements;

/// <summary>
/// One general perturbations element set: SGP4 mean elements in the TEME frame at an epoch, in the units in which TLEs
/// and CCSDS 502 OMMs state them.
/// </summary>
public sealed record MeanElements
{
    /// <summary>NORAD catalogue number, 1 to 999,999,999; TLEs carry up to 339,999 (Alpha-5).</summary>
    public required int CatalogNumber { get; init; }

    /// <summary>The object's name as the source gives it, trimmed; empty when it gives none.</summary>
    public string Name { get; init; } = "";

    /// <summary>
    /// COSPAR designator as <c>2025-100A</c>; text of another form as the source gives it; empty when it gives none.
    /// </summary>
    public string InternationalDesignator { get; init; } = "";

    /// <summary>Security classification: U, C or S.</summary>
    public char Classification { get; init; } = 'U';

    /// <summary>The instant of the elements, UTC.</summary>
    public required DateTimeOffset Epoch { get; init; }

    /// <summary>Kozai mean motion, revolutions a day.</summary>
    public required double MeanMotion { get; init; }

    /// <summary>Eccentricity, 0 or more and below 1.</summary>
    public required double Eccentricity { get; init; }

    /// <summary>Inclination, degrees, 0 to 180.</summary>
    public required double InclinationDegrees { get; init; }

    /// <summary>Right ascension of the ascending node, degrees, 0 to 360.</summary>
    public required double RightAscensionDegrees { get; init; }

    /// <summary>Argument of perigee, degrees, 0 to 360.</summary>
    public required double ArgumentOfPerigeeDegrees { get; init; }

    /// <summary>Mean anomaly, degrees, 0 to 360.</summary>
    public required double MeanAnomalyDegrees { get; init; }

    /// <summary>SGP4 drag term B*, per Earth radius.</summary>
    public double BStar { get; init; }

    /// <summary>Half the first derivative of mean motion, revolutions a day squared; SGP4 does not use it.</summary>
    public double MeanMotionDot { get; init; }

    /// <summary>A sixth of the second derivative of mean motion, revolutions a day cubed; SGP4 does not use it.</summary>
    public double MeanMotionDdot { get; init; }

    /// <summary>Ephemeris type; 0 for SGP4.</summary>
    public int EphemerisType { get; init; }

    /// <summary>Element set number.</summary>
    public int ElementSetNumber { get; init; }

    /// <summary>Revolution number at epoch.</summary>
    public int RevolutionNumber { get; init; }
}
