using System.Globalization;
using System.Text;

namespace Orbit.Astrodynamics.Elements;

/// <summary>Foreign text made fit for a sentence: bounded, and without characters that a terminal would obey.</summary>
internal static class Wording
{
    private const int Longest = 48;

    /// <summary>The text in quotation marks.</summary>
    public static string Quote(ReadOnlySpan<char> text) => $"\"{Printable(text)}\"";

    /// <summary>A satellite's name and catalogue number, whichever are known.</summary>
    public static string Satellite(string name, string catalogNumber) => (name.Length > 0, catalogNumber.Length > 0) switch
    {
        (true, true) => $"{Printable(name)} ({Printable(catalogNumber)})",
        (true, false) => Printable(name),
        _ => Printable(catalogNumber),
    };

    /// <summary>A character's code point, for those that look like another or like nothing.</summary>
    public static string CodePoint(char character) => string.Create(CultureInfo.InvariantCulture, $"U+{(int)character:X4}");

    private static string Printable(ReadOnlySpan<char> text)
    {
        var kept = new StringBuilder();
        foreach (var character in text[..Math.Min(text.Length, Longest)])
        {
            kept.Append(char.IsControl(character) || char.IsSurrogate(character) ? '?' : character);
        }

        return text.Length > Longest ? kept.Append("...").ToString() : kept.ToString();
    }
}
