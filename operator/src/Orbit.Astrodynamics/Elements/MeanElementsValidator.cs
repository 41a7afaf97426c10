namespace Orbit.Astrodynamics.Elements;

/// <summary>Checks that elements lie in the ranges in which they mean an orbit that SGP4 may be asked for.</summary>
public static class MeanElementsValidator
{
    /// <summary>The longest name accepted, characters; the catalogue's longest has fewer than 40.</summary>
    public const int MaxNameLength = 200;

    private const int FirstYear = 1957;
    private const int LastYear = 2100;

    // 0 is what publishers write for SGP4; 1 to 3 are old codes of SGP, SGP4 and SDP4; 4 is SGP4-XP (and was SGP8),
    // whose mean elements are other quantities: SGP4 would put the satellite kilometres off without an error.
    private const int LastSgp4EphemerisType = 3;

    private const string Angle = "it must be from 0 to 360 degrees";
    private const string Finite = "it must be a finite number";
    private const string Count = "it cannot be negative";

    /// <summary>Everything that is wrong with <paramref name="elements"/>; empty when nothing is.</summary>
    /// <remarks>Whether SGP4 can propagate them (a perigee inside the Earth, say) only SGP4 can tell.</remarks>
    public static IReadOnlyList<ElementProblem> Validate(MeanElements elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        var satellite = Wording.Satellite(elements.Name, elements.CatalogNumber.ToString());
        return [.. Faults(elements).Select(fault => fault.At(0, satellite))];
    }

    // The patterns are written so that NaN, which compares false with everything, fails them.
    internal static IEnumerable<Fault> Faults(MeanElements e) =>
        new[]
        {
            Require(e.CatalogNumber is >= 1 and <= CatalogNumbers.Largest, ElementFields.CatalogNumber, e.CatalogNumber, "catalogue numbers run from 1 to 999999999"),
            RequireText(ElementFields.Name, e.Name),
            RequireText(ElementFields.InternationalDesignator, e.InternationalDesignator),
            Require(e.Classification is 'U' or 'C' or 'S', ElementFields.Classification, Wording.Quote([e.Classification]), "it must be U, C or S"),
            Require(e.Epoch.UtcDateTime.Year is >= FirstYear and <= LastYear, ElementFields.Epoch, e.Epoch.UtcDateTime.ToString("s"), "its year must be from 1957 to 2100"),
            Require(e.MeanMotion is > 0 and < double.PositiveInfinity, ElementFields.MeanMotion, e.MeanMotion, "it must be more than 0 revolutions a day"),
            Require(e.Eccentricity is >= 0 and < 1, ElementFields.Eccentricity, e.Eccentricity, "it must be 0 or more and less than 1"),
            Require(e.InclinationDegrees is >= 0 and <= 180, ElementFields.Inclination, e.InclinationDegrees, "it must be from 0 to 180 degrees"),
            Require(e.RightAscensionDegrees is >= 0 and <= 360, ElementFields.RightAscension, e.RightAscensionDegrees, Angle),
            Require(e.ArgumentOfPerigeeDegrees is >= 0 and <= 360, ElementFields.ArgumentOfPerigee, e.ArgumentOfPerigeeDegrees, Angle),
            Require(e.MeanAnomalyDegrees is >= 0 and <= 360, ElementFields.MeanAnomaly, e.MeanAnomalyDegrees, Angle),
            Require(double.IsFinite(e.BStar), ElementFields.BStar, e.BStar, Finite),
            Require(double.IsFinite(e.MeanMotionDot), ElementFields.MeanMotionDot, e.MeanMotionDot, Finite),
            Require(double.IsFinite(e.MeanMotionDdot), ElementFields.MeanMotionDdot, e.MeanMotionDdot, Finite),
            Require(e.EphemerisType is >= 0 and <= LastSgp4EphemerisType, ElementFields.EphemerisType, e.EphemerisType, "only element sets for SGP4 (0 to 3) can be propagated, not those for SGP4-XP (4) or another theory"),
            Require(e.ElementSetNumber >= 0, ElementFields.ElementSetNumber, e.ElementSetNumber, Count),
            Require(e.RevolutionNumber >= 0, ElementFields.RevolutionNumber, e.RevolutionNumber, Count),
        }.OfType<Fault>();

    private static Fault? Require<T>(bool holds, string field, T value, string rule) =>
        holds ? null : new Fault(field, $"{field} is {value}; {rule}.");

    // Names end up on terminals and in logs: what a terminal obeys does not belong in them.
    private static Fault? RequireText(string field, string text)
    {
        if (text.Length > MaxNameLength)
        {
            return new Fault(field, $"{field} has {text.Length} characters; at most {MaxNameLength} are accepted.");
        }

        var control = text.FirstOrDefault(char.IsControl, 'A');
        return char.IsControl(control) ? new Fault(field, $"{field} holds the control character {Wording.CodePoint(control)}.") : null;
    }
}
