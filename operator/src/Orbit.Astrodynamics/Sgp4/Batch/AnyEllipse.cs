namespace Orbit.Astrodynamics.Sgp4.Batch;

/// <summary>Any e below 1.</summary>
internal readonly struct AnyEllipse : IOrbitShape
{
    /// <inheritdoc/>
    public static bool IsNearCircular => false;
}
