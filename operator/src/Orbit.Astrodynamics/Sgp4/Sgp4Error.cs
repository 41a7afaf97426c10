namespace Orbit.Astrodynamics.Sgp4;

/// <summary>Why SGP4 has no state to give; the numbers to 6 are those of AIAA 2006-6753.</summary>
public enum Sgp4Error
{
    /// <summary>The state is valid.</summary>
    None = 0,

    /// <summary>The mean eccentricity left [-0.001, 1): drag or resonance took the elements out of the model's range.</summary>
    MeanEccentricity = 1,

    /// <summary>The mean motion is not positive.</summary>
    MeanMotion = 2,

    /// <summary>The eccentricity with lunar and solar periodics left [0, 1].</summary>
    PerturbedEccentricity = 3,

    /// <summary>The semi-latus rectum is negative.</summary>
    SemiLatusRectum = 4,

    /// <summary>An element is no finite number or outside what the model is defined for; only <see cref="Sgp4Propagator.Create"/> says this.</summary>
    InvalidElements = 5,

    /// <summary>The satellite is below the Earth's equatorial radius: it has decayed.</summary>
    Decayed = 6,

    /// <summary>The instant is no number, or more than a century from the epoch: no element set says anything about it.</summary>
    TimeOutOfRange = 7,
}
