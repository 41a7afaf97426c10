namespace Orbit.Astrodynamics.Elements;

/// <summary>Why one element set could not be read or used, in words for the person who has to mend it.</summary>
public sealed record ElementProblem
{
    /// <summary>
    /// The line of the text, counted from 1, at which the faulty line of a TLE stands or the faulty record of another
    /// format begins. For a TLE that was given as two strings it is 1 or 2; for a record without a text it is 0.
    /// </summary>
    public int Line { get; init; }

    /// <summary>The satellite as far as it is known: name, catalogue number or both; else empty.</summary>
    public string Object { get; init; } = "";

    /// <summary>
    /// The CCSDS 502 keyword of the faulty field, whatever the format; <c>LINE 1</c>, <c>LINE 2</c> or <c>CHECKSUM</c>
    /// for what only TLEs have; empty when the fault is the whole record's.
    /// </summary>
    public string Field { get; init; } = "";

    /// <summary>One sentence that names the field, what it holds and what it should hold.</summary>
    public required string Reason { get; init; }

    /// <summary>The problem as <c>line 12, ISS (ZARYA) (25544): INCLINATION is ...</c>.</summary>
    public override string ToString() => (Line > 0, Object.Length > 0) switch
    {
        (true, true) => $"line {Line}, {Object}: {Reason}",
        (true, false) => $"line {Line}: {Reason}",
        (false, true) => $"{Object}: {Reason}",
        _ => Reason,
    };
}
