namespace Orbit.Astrodynamics.Elements;

/// <summary>What to make of the checksum in column 69 of a TLE's lines.</summary>
public enum ChecksumRule
{
    /// <summary>A wrong checksum is a problem, and so is a missing one: nothing else tells a cut or altered line.</summary>
    Required,

    /// <summary>Column 69 is not looked at. For sets made up by hand and for archives older than the checksum.</summary>
    Ignored,
}
