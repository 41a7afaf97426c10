namespace Orbit.Astrodynamics.Sgp4.Batch;

/// <summary>e ≤ 0.05: 99 of 100 satellites that fly.</summary>
internal readonly struct NearCircular : IOrbitShape
{
    /// <inheritdoc/>
    public static bool IsNearCircular => true;
}
