using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Orbit.Api.Serialization;

namespace Orbit.Api.V1Alpha1.SatelliteNodes;

/// <summary>An Orbit Mean-Elements Message (CCSDS 502): SGP4 mean elements, frame TEME, time system UTC.</summary>
public sealed record OrbitMeanElements
{
    /// <summary>Name of the object, such as <c>SCS-01 A</c>. Nothing depends on it.</summary>
    [StringLength(100)]
    public string? ObjectName { get; init; }

    /// <summary>International designator, such as <c>2025-100A</c>. Nothing depends on it.</summary>
    [StringLength(100)]
    public string? ObjectId { get; init; }

    /// <summary>The instant of the elements, ISO 8601 in UTC, such as <c>2026-08-21T19:03:38.061792</c>; the closing Z may be left out.</summary>
    [RegularExpression("^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?Z?$")]
    [JsonConverter(typeof(EpochJsonConverter))]
    public required DateTimeOffset Epoch { get; init; }

    /// <summary>Mean motion (Kozai), revolutions per day.</summary>
    [Range(0.0, 20.0, MinimumIsExclusive = true)]
    public required double MeanMotion { get; init; }

    /// <summary>Eccentricity.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public required double Eccentricity { get; init; }

    /// <summary>Inclination, degrees.</summary>
    [Range(0.0, 180.0)]
    public required double Inclination { get; init; }

    /// <summary>Right ascension of the ascending node, degrees.</summary>
    [Range(0.0, 360.0)]
    public required double RaOfAscNode { get; init; }

    /// <summary>Argument of pericentre, degrees.</summary>
    [Range(0.0, 360.0)]
    public required double ArgOfPericenter { get; init; }

    /// <summary>Mean anomaly, degrees.</summary>
    [Range(0.0, 360.0)]
    public required double MeanAnomaly { get; init; }

    /// <summary>Drag term B*, per Earth radius.</summary>
    [JsonPropertyName("bstar")]
    [Range(-10.0, 10.0)]
    public required double BStar { get; init; }

    /// <summary>Half the first derivative of the mean motion, revolutions per day squared. SGP4 doesn't use it.</summary>
    public double MeanMotionDot { get; init; }

    /// <summary>A sixth of the second derivative of the mean motion, revolutions per day cubed. SGP4 doesn't use it.</summary>
    public double MeanMotionDdot { get; init; }

    /// <summary>Ephemeris type; 0 stands for SGP4, and no other is propagated right.</summary>
    [Range(0, 9)]
    public int EphemerisType { get; init; }

    /// <summary>Number of the element set. Nothing depends on it.</summary>
    [Range(0, int.MaxValue)]
    public int ElementSetNo { get; init; }

    /// <summary>Revolution number at the epoch. Nothing depends on it.</summary>
    [Range(0, int.MaxValue)]
    public int RevAtEpoch { get; init; }
}
