using System.Diagnostics.CodeAnalysis;
using Orbit.Astrodynamics.Elements.Json;
using Orbit.Astrodynamics.Elements.Omm;

namespace Orbit.Astrodynamics.Elements;

/// <summary>Reads one CCSDS 502 orbit mean-elements message. <see cref="ElementReader"/> reads whole files of them.</summary>
/// <remarks>
/// Required are NORAD_CAT_ID, EPOCH, MEAN_MOTION, ECCENTRICITY, INCLINATION, RA_OF_ASC_NODE, ARG_OF_PERICENTER,
/// MEAN_ANOMALY and BSTAR; other keywords may be missing. CENTER_NAME, REF_FRAME, TIME_SYSTEM and MEAN_ELEMENT_THEORY, if
/// given, must be those of SGP4: EARTH, TEME, UTC, SGP4.
/// </remarks>
public static class OmmParser
{
    /// <summary>Reads an OMM from its keywords, their case being of no account, and their values as text.</summary>
    /// <param name="fields">Keywords and values; unknown keywords are passed over, null and blank values are missing ones.</param>
    /// <param name="elements">The elements, if they could be read.</param>
    /// <param name="problem">Why not, otherwise; its line is 0.</param>
    /// <returns>Whether they could be read; bad values never throw.</returns>
    public static bool TryParse(
        IEnumerable<KeyValuePair<string, string?>> fields,
        [NotNullWhen(true)] out MeanElements? elements,
        [NotNullWhen(false)] out ElementProblem? problem)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var record = new OmmRecord(line: 0);
        foreach (var (keyword, value) in fields)
        {
            record.Add(keyword, value);
        }

        return record.TryRead(out elements, out problem);
    }

    /// <summary>Reads a JSON text that holds one element set, with OMM keywords or TLE lines: an object, or an array of one object.</summary>
    /// <param name="json">The text.</param>
    /// <param name="elements">The elements, if they could be read.</param>
    /// <param name="problem">Why not, otherwise.</param>
    /// <returns>Whether they could be read; bad input never throws.</returns>
    public static bool TryParseJson(
        string? json,
        [NotNullWhen(true)] out MeanElements? elements,
        [NotNullWhen(false)] out ElementProblem? problem)
    {
        var sink = new ElementSink(maxProblems: 1);
        ElementJsonReader.Read(json ?? "", sink, ChecksumRule.Required);
        var file = sink.ToFile(ElementFormat.Json);
        problem = (file.Problems.Count, file.Elements.Count) switch
        {
            ( > 0, _) => file.Problems[0],
            (_, 0) => new ElementProblem { Reason = "The JSON holds no element set." },
            (_, > 1) => new ElementProblem { Reason = $"The JSON holds {file.Elements.Count} element sets; one is expected." },
            _ => null,
        };
        elements = problem is null ? file.Elements[0] : null;
        return problem is null;
    }
}
