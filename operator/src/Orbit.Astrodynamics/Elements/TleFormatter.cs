using System.Globalization;
using Orbit.Astrodynamics.Elements.Tle;

namespace Orbit.Astrodynamics.Elements;

/// <summary>Writes elements as the two lines of a TLE, in the layout in which CelesTrak publishes them.</summary>
public static class TleFormatter
{
    private const int LargestElementSetNumber = 9999;
    private const int LargestRevolutionNumber = 99999;

    /// <summary>
    /// The two lines of 69 columns, checksums included. Values are rounded to what the columns hold: epochs to 864
    /// microseconds, angles to 1e-4 degrees, B* to five digits. Counters too large for their columns start over, and a
    /// designator of another form than <c>2025-100A</c> that does not fit is left blank.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The elements are not valid, or a TLE cannot carry them: a catalogue number above 339,999, an epoch outside 1957 to
    /// 2056, a mean motion of 100 revolutions a day or more, or a derivative or drag term too large for its columns.
    /// </exception>
    public static (string Line1, string Line2) Format(MeanElements elements)
    {
        if (MeanElementsValidator.Validate(elements) is [var problem, ..])
        {
            throw new ArgumentException(problem.ToString(), nameof(elements));
        }

        if (elements.CatalogNumber > Alpha5.Largest)
        {
            throw TooLarge(ElementFields.CatalogNumber, elements.CatalogNumber);
        }

        if (!TleEpoch.TryFormat(elements.Epoch, out var epoch))
        {
            throw TooLarge(ElementFields.Epoch, elements.Epoch.UtcDateTime.Year);
        }

        var number = Alpha5.Format(elements.CatalogNumber);
        var line1 = $"1 {number}{elements.Classification} {TleDesignator.Shorten(elements.InternationalDesignator)} {epoch} "
            + $"{Derivative(elements.MeanMotionDot)} {Exponential(ElementFields.MeanMotionDdot, elements.MeanMotionDdot)} "
            + $"{Exponential(ElementFields.BStar, elements.BStar)} {elements.EphemerisType} {elements.ElementSetNumber % (LargestElementSetNumber + 1),4}";
        var line2 = $"2 {number} {elements.InclinationDegrees,8:F4} {Angle(elements.RightAscensionDegrees)} {Eccentricity(elements.Eccentricity)} "
            + $"{Angle(elements.ArgumentOfPerigeeDegrees)} {Angle(elements.MeanAnomalyDegrees)} {MeanMotion(elements.MeanMotion)}"
            + $"{elements.RevolutionNumber % (LargestRevolutionNumber + 1),5}";
        return (line1 + TleChecksum.Of(line1), line2 + TleChecksum.Of(line2));
    }

    // What rounds up to a full turn starts over.
    private static string Angle(double degrees) => $"{Math.Round(degrees, 4) % 360,8:F4}";

    private static string Eccentricity(double eccentricity) => $"{Math.Min((long)Math.Round(eccentricity * 1e7), 9_999_999):D7}";

    private static string MeanMotion(double revolutionsPerDay)
    {
        var columns = $"{revolutionsPerDay,11:F8}";
        return columns.Length == 11 ? columns : throw TooLarge(ElementFields.MeanMotion, revolutionsPerDay);
    }

    private static string Derivative(double value)
    {
        var digits = Math.Abs(value).ToString("F8", CultureInfo.InvariantCulture);
        return digits[0] == '0' && digits[1] == '.'
            ? Sign(value) + digits[1..]
            : throw TooLarge(ElementFields.MeanMotionDot, value);
    }

    // d.ddddE+xxx, correctly rounded by the runtime, has the five digits; the assumed point stands one place before them.
    private static string Exponential(string field, double value)
    {
        var scientific = Math.Abs(value).ToString("E4", CultureInfo.InvariantCulture);
        var exponent = value == 0 ? 0 : int.Parse(scientific.AsSpan(7), NumberStyles.AllowLeadingSign) + 1;
        return exponent switch
        {
            > 9 => throw TooLarge(field, value),
            < -9 => " 00000+0",
            _ => $"{Sign(value)}{scientific[0]}{scientific.AsSpan(2, 4)}{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent)}",
        };
    }

    private static char Sign(double value) => value < 0 ? '-' : ' ';

    private static ArgumentException TooLarge<T>(string field, T value) =>
        new($"{field} is {value}, which the columns of a TLE cannot carry.", "elements");
}
