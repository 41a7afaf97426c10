using System.Diagnostics.CodeAnalysis;
using Orbit.Astrodynamics.Elements.Tle;

namespace Orbit.Astrodynamics.Elements;

/// <summary>Reads one two-line element set. <see cref="ElementReader"/> reads whole files of them.</summary>
/// <remarks>
/// Lenient where publishers differ and nothing is lost: blanks for leading zeros and for plus signs, blank fields that
/// SGP4 does not use, blanks at either end, and further text from column 71 on. Strict where a guess could move the
/// satellite: shifted columns, checksums, and ranges as <see cref="MeanElementsValidator"/> has them.
/// </remarks>
public static class TleParser
{
    private static readonly HashSet<string> LineTwoFields = new(StringComparer.Ordinal)
    {
        ElementFields.Inclination, ElementFields.RightAscension, ElementFields.Eccentricity, ElementFields.ArgumentOfPerigee,
        ElementFields.MeanAnomaly, ElementFields.MeanMotion, ElementFields.RevolutionNumber,
    };

    /// <summary>Reads an element set whose lines must carry their checksums.</summary>
    /// <param name="line1">The line that starts with 1.</param>
    /// <param name="line2">The line that starts with 2.</param>
    /// <param name="name">The satellite's name, with or without the <c>0 </c> of a name line before it; may be empty.</param>
    /// <param name="elements">The elements, if they could be read.</param>
    /// <param name="problem">Why not, otherwise; its line is 1 or 2.</param>
    /// <returns>Whether they could be read; bad input never throws.</returns>
    public static bool TryParse(
        string? line1,
        string? line2,
        string? name,
        [NotNullWhen(true)] out MeanElements? elements,
        [NotNullWhen(false)] out ElementProblem? problem) =>
        TryParse(line1, line2, name, ChecksumRule.Required, out elements, out problem);

    /// <summary>Reads an element set with or without regard to its checksums.</summary>
    /// <inheritdoc cref="TryParse(string?, string?, string?, out MeanElements?, out ElementProblem?)"/>
    /// <param name="line1">The line that starts with 1.</param>
    /// <param name="line2">The line that starts with 2.</param>
    /// <param name="name">The satellite's name, with or without the <c>0 </c> of a name line before it; may be empty.</param>
    /// <param name="checksums">What to make of the checksums.</param>
    /// <param name="elements">The elements, if they could be read.</param>
    /// <param name="problem">Why not, otherwise; its line is 1 or 2.</param>
    public static bool TryParse(
        string? line1,
        string? line2,
        string? name,
        ChecksumRule checksums,
        [NotNullWhen(true)] out MeanElements? elements,
        [NotNullWhen(false)] out ElementProblem? problem)
    {
        var one = new TleLine(1, line1, checksums);
        var two = new TleLine(2, line2, checksums);
        var read = Read(one, two, NameOf(name));
        if (checksums == ChecksumRule.Required)
        {
            one.VerifyChecksum();
            two.VerifyChecksum();
        }

        problem = ProblemOf(one, two, read);
        elements = problem is null ? read : null;
        return problem is null;
    }

    private static MeanElements Read(TleLine one, TleLine two, string name) => new()
    {
        Name = name,
        CatalogNumber = one.CatalogNumber(),
        Classification = one.Classification(),
        InternationalDesignator = TleDesignator.Expand(one[10, 17]),
        Epoch = one.Epoch(),
        MeanMotionDot = one.DecimalOrBlank(ElementFields.MeanMotionDot, 34, 43),
        MeanMotionDdot = one.ExponentialOrBlank(ElementFields.MeanMotionDdot, 45, 52),
        BStar = one.Exponential(ElementFields.BStar, 54, 61),
        EphemerisType = one.Count(ElementFields.EphemerisType, 63, 63),
        ElementSetNumber = one.Count(ElementFields.ElementSetNumber, 65, 68),
        InclinationDegrees = two.Decimal(ElementFields.Inclination, 9, 16),
        RightAscensionDegrees = two.Decimal(ElementFields.RightAscension, 18, 25),
        Eccentricity = two.Fraction(ElementFields.Eccentricity, 27, 33),
        ArgumentOfPerigeeDegrees = two.Decimal(ElementFields.ArgumentOfPerigee, 35, 42),
        MeanAnomalyDegrees = two.Decimal(ElementFields.MeanAnomaly, 44, 51),
        MeanMotion = two.Decimal(ElementFields.MeanMotion, 53, 63),
        RevolutionNumber = two.Count(ElementFields.RevolutionNumber, 64, 68),
    };

    private static ElementProblem? ProblemOf(TleLine one, TleLine two, MeanElements read)
    {
        var satellite = Wording.Satellite(read.Name, read.CatalogNumber > 0 ? read.CatalogNumber.ToString() : one[3, 7].Trim(' ').ToString());
        if (one.Fault is { } inOne)
        {
            return inOne.At(1, satellite);
        }

        var second = two.CatalogNumber();
        if (two.Fault is { } inTwo)
        {
            return inTwo.At(2, satellite);
        }

        if (second != read.CatalogNumber)
        {
            return new Fault(ElementFields.CatalogNumber, $"{ElementFields.CatalogNumber} is {read.CatalogNumber} in LINE 1 and {second} in LINE 2; the lines belong to different satellites.").At(2, satellite);
        }

        foreach (var fault in MeanElementsValidator.Faults(read))
        {
            return fault.At(LineTwoFields.Contains(fault.Field) ? 2 : 1, satellite);
        }

        return null;
    }

    /// <summary>The name without the <c>0 </c> by which Space-Track marks a name line.</summary>
    internal static string NameOf(string? name)
    {
        var trimmed = (name ?? "").Trim();
        return trimmed is "0" ? "" : trimmed.StartsWith("0 ", StringComparison.Ordinal) ? trimmed[2..].TrimStart() : trimmed;
    }
}
