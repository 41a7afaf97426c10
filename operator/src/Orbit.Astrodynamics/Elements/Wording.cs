using System.Globalization;
using System.Text;

namespace Orbit.Astrodynamics.Elements;

/// <summary>Foreign text made fit for a sentence: bounded, and without characters that a terminal would obey.</summary>
internal static class Wording
{
    private const int LongestValue = 48;
    private const int LongestMessage = 200;

    /// <summary>The text in quotation marks.</summary>
    public static string Quote(ReadOnlySpan<char> text) => $"\"{Printable(text, LongestValue)}\"";

    /// <summary>A message of the runtime's own parsers, which quotes what they found as it is.</summary>
    public static string Message(ReadOnlySpan<char> text) => Printable(text, LongestMessage);

    /// <summary>A satellite's name and catalogue number, whichever are known.</summary>
    public static string Satellite(string name, string catalogNumber) => (name.Length > 0, catalogNumber.Length > 0) switch
    {
        (true, true) => $"{Printable(name, LongestValue)} ({Printable(catalogNumber, LongestValue)})",
        (true, false) => Printable(name, LongestValue),
        _ => Printable(catalogNumber, LongestValue),
    };

    /// <summary>A character's code point, for those that look like another or like nothing.</summary>
    public static string CodePoint(char character) => string.Create(CultureInfo.InvariantCulture, $"U+{(int)character:X4}");

    private static string Printable(ReadOnlySpan<char> text, int longest)
    {
        var kept = new StringBuilder();
        foreach (var character in text[..Math.Min(text.Length, longest)])
        {
            kept.Append(char.IsControl(character) || char.IsSurrogate(character) ? '?' : character);
        }

        return text.Length > longest ? kept.Append("...").ToString() : kept.ToString();
    }
}
