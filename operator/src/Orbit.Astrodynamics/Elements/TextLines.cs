namespace Orbit.Astrodynamics.Elements;

/// <summary>The lines of a text, whichever of LF, CRLF and CR ends them.</summary>
internal static class TextLines
{
    /// <summary>Each line without its end, numbered from 1; no empty line after the last line's end.</summary>
    public static IEnumerable<(int Number, string Text)> Of(string text)
    {
        var number = 1;
        for (var start = 0; start < text.Length; number++)
        {
            var end = EndOf(text, start);
            yield return (number, text[start..end]);
            start = NextAfter(text, end);
        }
    }

    /// <summary>Where the line that holds position <paramref name="start"/> ends: at its line end, or the text's.</summary>
    public static int EndOf(string text, int start)
    {
        var length = text.AsSpan(start).IndexOfAny('\r', '\n');
        return length < 0 ? text.Length : start + length;
    }

    /// <summary>Where the line after the line end at <paramref name="end"/> starts.</summary>
    public static int NextAfter(string text, int end) =>
        end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? end + 2 : Math.Min(end + 1, text.Length);
}
