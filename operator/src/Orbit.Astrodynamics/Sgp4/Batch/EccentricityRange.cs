namespace Orbit.Astrodynamics.Sgp4.Batch;

/// <summary>Eccentricities that the kernels are made for; those outside are left to <see cref="Sgp4Propagator"/> and its errors.</summary>
internal static class EccentricityRange
{
    /// <summary>Least mean eccentricity, a little inside of SGP4's own bound of -0.001.</summary>
    public const double Least = -0.0009;

    /// <summary>A circle's perigee has no direction: SGP4 keeps e off zero.</summary>
    public const double Floor = 1e-6;

    /// <summary>Largest eccentricity of <see cref="NearCircular"/>.</summary>
    public const double MostNearCircular = 0.05;

    /// <summary>Largest eccentricity of <see cref="AnyEllipse"/>.</summary>
    public const double Most = 0.9999;
}
