using Orbit.Astrodynamics.Elements.Omm;
using Orbit.Astrodynamics.Elements.Tle;

namespace Orbit.Astrodynamics.Elements;

/// <summary>Recognises the format of a text of element sets.</summary>
internal static class ElementSniffer
{
    public static ElementFormat FormatOf(string text)
    {
        var lines = TextLines.Of(text).Select(line => line.Text.Trim()).Where(line => line.Length > 0);
        if (lines.FirstOrDefault() is not { } first)
        {
            return ElementFormat.Unknown;
        }

        return first[0] switch
        {
            '{' or '[' => ElementFormat.Json,
            '<' => ElementFormat.OmmXml,
            _ when IsCsvHeader(first) => ElementFormat.OmmCsv,
            _ when lines.FirstOrDefault(line => !OmmKvnReader.IsComment(line)) is { } line && IsKeywordAndValue(line) => ElementFormat.OmmKvn,
            _ when lines.Any(line => TleReader.IsElementLine(line, '1') || TleReader.IsElementLine(line, '2')) => ElementFormat.Tle,
            _ => ElementFormat.Unknown,
        };
    }

    private static bool IsCsvHeader(string line) =>
        line.Split(',').Count(name => ElementFields.All.Contains(name.Trim().Trim('"').Trim())) >= 2;

    private static bool IsKeywordAndValue(string line)
    {
        var keyword = line.Split('=', 2)[0].TrimEnd();
        return keyword.Length < line.Length
            && (ElementFields.All.Contains(keyword) || (keyword.StartsWith("CCSDS_", StringComparison.OrdinalIgnoreCase) && keyword.EndsWith("_VERS", StringComparison.OrdinalIgnoreCase)));
    }
}
