namespace Orbit.Astrodynamics.Sgp4;

/// <summary>An element set that SGP4 is not defined for.</summary>
public sealed class Sgp4Exception : Exception
{
    /// <summary>An exception for <paramref name="error"/>, with a sentence that names the element.</summary>
    public Sgp4Exception(Sgp4Error error, string message)
        : base(message) => Error = error;

    /// <summary>What is wrong.</summary>
    public Sgp4Error Error { get; }
}
