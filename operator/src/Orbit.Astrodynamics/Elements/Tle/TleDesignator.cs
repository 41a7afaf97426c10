namespace Orbit.Astrodynamics.Elements.Tle;

/// <summary>International designators: <c>98067A</c> in a TLE, <c>1998-067A</c> everywhere else.</summary>
internal static class TleDesignator
{
    private const int Width = 8;

    /// <summary>The designator in its long form; text that has another form is kept as it is, since nothing depends on it.</summary>
    public static string Expand(ReadOnlySpan<char> columns)
    {
        var text = columns.Trim(' ');
        return text.Length is >= 6 and <= Width && !text[..5].ContainsAnyExceptInRange('0', '9') && !text[5..].ContainsAnyExceptInRange('A', 'Z')
            ? $"{TleEpoch.FullYear(int.Parse(text[..2]))}-{text[2..]}"
            : text.ToString();
    }

    /// <summary>The eight columns of a TLE; blank when the designator does not fit into them.</summary>
    public static string Shorten(string designator)
    {
        var columns = designator.Length >= 9 && designator[4] == '-' ? designator[2..4] + designator[5..] : designator;
        var isSafe = string.Equals(Expand(columns), designator, StringComparison.Ordinal)
            && columns.Length <= Width
            && !columns.AsSpan().ContainsAnyExceptInRange(' ', '~');
        return (isSafe ? columns : "").PadRight(Width);
    }
}
