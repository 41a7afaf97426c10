using System.Collections.Frozen;

namespace Orbit.Astrodynamics.Elements;

/// <summary>The CCSDS 502 keywords that are read; every format's problems name a field by them.</summary>
internal static class ElementFields
{
    public const string Name = "OBJECT_NAME";
    public const string InternationalDesignator = "OBJECT_ID";
    public const string Center = "CENTER_NAME";
    public const string Frame = "REF_FRAME";
    public const string TimeSystem = "TIME_SYSTEM";
    public const string Theory = "MEAN_ELEMENT_THEORY";
    public const string Epoch = "EPOCH";
    public const string MeanMotion = "MEAN_MOTION";
    public const string Eccentricity = "ECCENTRICITY";
    public const string Inclination = "INCLINATION";
    public const string RightAscension = "RA_OF_ASC_NODE";
    public const string ArgumentOfPerigee = "ARG_OF_PERICENTER";
    public const string MeanAnomaly = "MEAN_ANOMALY";
    public const string EphemerisType = "EPHEMERIS_TYPE";
    public const string Classification = "CLASSIFICATION_TYPE";
    public const string CatalogNumber = "NORAD_CAT_ID";
    public const string ElementSetNumber = "ELEMENT_SET_NO";
    public const string RevolutionNumber = "REV_AT_EPOCH";
    public const string BStar = "BSTAR";
    public const string MeanMotionDot = "MEAN_MOTION_DOT";
    public const string MeanMotionDdot = "MEAN_MOTION_DDOT";

    /// <summary>Not a CCSDS keyword: the checksum of a TLE's line.</summary>
    public const string Checksum = "CHECKSUM";

    /// <summary>Every keyword that is read; a record's other keywords are passed over.</summary>
    public static readonly FrozenSet<string> All = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        Name, InternationalDesignator, Center, Frame, TimeSystem, Theory, Epoch, MeanMotion, Eccentricity, Inclination,
        RightAscension, ArgumentOfPerigee, MeanAnomaly, EphemerisType, Classification, CatalogNumber, ElementSetNumber,
        RevolutionNumber, BStar, MeanMotionDot, MeanMotionDdot);

    /// <summary>The unit that CCSDS 502 prescribes for a keyword, for those that have one.</summary>
    public static readonly FrozenDictionary<string, string> Units = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [MeanMotion] = "rev/day",
        [Inclination] = "deg",
        [RightAscension] = "deg",
        [ArgumentOfPerigee] = "deg",
        [MeanAnomaly] = "deg",
        [BStar] = "1/ER",
        [MeanMotionDot] = "rev/day**2",
        [MeanMotionDdot] = "rev/day**3",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
