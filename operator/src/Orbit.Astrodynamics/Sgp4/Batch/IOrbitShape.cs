namespace Orbit.Astrodynamics.Sgp4.Batch;

/// <summary>What a kernel may take for granted of its orbits; a constant to the just-in-time compiler.</summary>
internal interface IOrbitShape
{
    /// <summary>
    /// Whether e ≤ 0.05 in every lane, so that series in e stand in for roots and quotients. Lanes that break this are
    /// reported as not done.
    /// </summary>
    static abstract bool IsNearCircular { get; }
}
