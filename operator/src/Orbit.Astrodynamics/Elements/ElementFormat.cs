namespace Orbit.Astrodynamics.Elements;

/// <summary>The formats in which element sets are published.</summary>
public enum ElementFormat
{
    /// <summary>None of the formats below.</summary>
    Unknown,

    /// <summary>Two-line element sets, each with or without a name line before it.</summary>
    Tle,

    /// <summary>
    /// Objects in JSON: with CCSDS 502 OMM keywords, as CelesTrak and Space-Track serve them, or with the lines of a TLE, as SatNOGS DB does.
    /// </summary>
    Json,

    /// <summary>CCSDS 502 OMM keywords as the header of a CSV file, as CelesTrak serves them.</summary>
    OmmCsv,

    /// <summary>CCSDS 502 OMM in XML, alone or many in one <c>ndm</c> element.</summary>
    OmmXml,

    /// <summary>CCSDS 502 OMM in the keyword = value notation.</summary>
    OmmKvn,
}
