using System.Globalization;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Astrodynamics.Elements;

namespace Orbit.Operator.Snapshots;

/// <summary>Reads a satellite's elements out of its custom resource, and judges their age.</summary>
internal static class SatelliteElements
{
    /// <summary>How far in the future an epoch may lie: catalogues publish sets for the next day's first pass.</summary>
    public static readonly TimeSpan FutureTolerance = TimeSpan.FromDays(1);

    /// <summary>The elements, or the sentence that says what is wrong with them.</summary>
    public static MeanElements? Read(SatelliteNode satellite, out string? problem)
    {
        var name = satellite.Metadata.Name ?? "";
        var orbit = satellite.Spec.Orbit;
        MeanElements? elements;
        switch (orbit)
        {
            case { Tle: { } tle, Omm: null }:
                if (!TleParser.TryParse(tle.Line1, tle.Line2, name, out elements, out var found))
                {
                    problem = $"spec.orbit.tle: {found?.Reason ?? "not a TLE"}";
                    return null;
                }

                break;
            case { Omm: { } omm, Tle: null }:
                elements = FromOmm(omm, satellite.Spec.NoradId, name);
                if (MeanElementsValidator.Validate(elements) is [{ } wrong, ..])
                {
                    problem = $"spec.orbit.omm: {wrong.Reason}";
                    return null;
                }

                break;
            default:
                problem = "spec.orbit must have exactly one of tle and omm.";
                return null;
        }

        problem = elements!.CatalogNumber == satellite.Spec.NoradId
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"spec.orbit is of catalogue number {elements.CatalogNumber}, spec.noradId says {satellite.Spec.NoradId}; they must agree.");
        return problem is null ? elements : null;
    }

    /// <summary>Null when the elements may be used for planning at <paramref name="now"/>; otherwise why not, naming the field.</summary>
    public static string? AgeProblem(MeanElements elements, SatelliteOrbit orbit, DateTimeOffset now)
    {
        var age = now - elements.Epoch;
        if (age < -FutureTolerance)
        {
            return $"spec.orbit: the epoch {elements.Epoch:yyyy-MM-dd'T'HH:mm:ss'Z'} lies {Counted.Days(-age)} in the future; at most 1 day is accepted.";
        }

        return age > orbit.MaxElementAge
            ? $"spec.orbit: the elements are {Counted.Days(age)} old, more than maxElementAge ({Counted.Days(orbit.MaxElementAge)}); newer ones are needed."
            : null;
    }

    private static MeanElements FromOmm(OrbitMeanElements omm, int noradId, string name) => new()
    {
        CatalogNumber = noradId,
        Name = omm.ObjectName ?? name,
        InternationalDesignator = omm.ObjectId ?? "",
        Epoch = omm.Epoch,
        MeanMotion = omm.MeanMotion,
        Eccentricity = omm.Eccentricity,
        InclinationDegrees = omm.Inclination,
        RightAscensionDegrees = omm.RaOfAscNode,
        ArgumentOfPerigeeDegrees = omm.ArgOfPericenter,
        MeanAnomalyDegrees = omm.MeanAnomaly,
        BStar = omm.BStar,
        MeanMotionDot = omm.MeanMotionDot,
        MeanMotionDdot = omm.MeanMotionDdot,
        EphemerisType = omm.EphemerisType,
        ElementSetNumber = omm.ElementSetNo,
        RevolutionNumber = omm.RevAtEpoch,
    };
}
