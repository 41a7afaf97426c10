namespace Orbit.Astrodynamics.Sgp4;

/// <summary>The six elements that SGP4 carries from the epoch to an instant; radians, and radians a minute.</summary>
internal struct OrbitalElements
{
    /// <summary>n, mean motion, rad/min.</summary>
    public double MeanMotion;

    /// <summary>e, eccentricity.</summary>
    public double Eccentricity;

    /// <summary>i, inclination, rad.</summary>
    public double Inclination;

    /// <summary>Ω, right ascension of the ascending node, rad.</summary>
    public double Node;

    /// <summary>ω, argument of perigee, rad.</summary>
    public double Perigee;

    /// <summary>M, mean anomaly, rad.</summary>
    public double MeanAnomaly;
}
