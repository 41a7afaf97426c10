using Orbit.Astrodynamics.Elements.Tle;

namespace Orbit.Astrodynamics.Elements;

/// <summary>NORAD catalogue numbers as people write them.</summary>
public static class CatalogNumbers
{
    /// <summary>The largest number that the catalogue can have.</summary>
    public const int Largest = 999_999_999;

    private const int MostDigits = 9;

    /// <summary>
    /// Reads a catalogue number: digits, with or without leading zeros, or the five characters of a TLE's Alpha-5, in which a
    /// letter other than I and O stands for the first two of six digits. <c>100001</c>, <c>0100001</c>, <c>A0001</c> and <c>a0001</c> are the same.
    /// </summary>
    /// <param name="text">The text; blanks around it are of no account.</param>
    /// <param name="number">The number, from 1 to <see cref="Largest"/>; 0 when the text is none.</param>
    /// <returns>Whether the text is a catalogue number.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        text = text.Trim();
        if (text.IsEmpty)
        {
            return false;
        }

        if (char.IsAsciiLetter(text[0]))
        {
            return text.Length == Alpha5.Width && Alpha5.TryParse($"{char.ToUpperInvariant(text[0])}{text[1..]}", out number);
        }

        var digits = text.TrimStart('0');
        return digits.Length is > 0 and <= MostDigits && !digits.ContainsAnyExceptInRange('0', '9') && int.TryParse(digits, out number);
    }
}
