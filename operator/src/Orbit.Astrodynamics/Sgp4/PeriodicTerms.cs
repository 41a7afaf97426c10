namespace Orbit.Astrodynamics.Sgp4;

/// <summary>The Sun's and the Moon's long period changes of the elements at one instant, rad.</summary>
internal struct PeriodicTerms
{
    /// <summary>δe.</summary>
    public double Eccentricity;

    /// <summary>δi.</summary>
    public double Inclination;

    /// <summary>δM, the mean anomaly's part.</summary>
    public double MeanLongitude;

    /// <summary>δω + cos i δΩ.</summary>
    public double PerigeeAndNode;

    /// <summary>sin i δΩ.</summary>
    public double Node;
}
