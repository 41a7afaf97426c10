namespace Orbit.Astrodynamics.Elements.Omm;

/// <summary>Reads OMMs in the keyword = value notation, one message after another.</summary>
internal static class OmmKvnReader
{
    public static void Read(string text, ElementSink sink)
    {
        OmmRecord? record = null;
        foreach (var (number, rawLine) in TextLines.Of(text))
        {
            var line = rawLine.Trim();
            if (line.Length == 0 || IsComment(line))
            {
                continue;
            }

            var equals = line.IndexOf('=');
            if (equals < 0)
            {
                sink.Add(new ElementProblem { Line = number, Reason = $"{Wording.Quote(line)} is not of the form KEYWORD = VALUE." });
                continue;
            }

            var keyword = line[..equals].TrimEnd();
            if (record is null || StartsMessage(keyword, record))
            {
                record?.Read(sink);
                record = new OmmRecord(number);
            }

            var (value, unit) = SplitUnit(keyword, line[(equals + 1)..].Trim());
            record.Add(keyword, value, unit);
        }

        record?.Read(sink);
    }

    /// <summary>Whether a trimmed line is a comment.</summary>
    public static bool IsComment(string line) =>
        line.StartsWith("COMMENT", StringComparison.OrdinalIgnoreCase) && (line.Length == 7 || char.IsWhiteSpace(line[7]));

    // Every message starts with its version; a second name shows that a version line was lost.
    private static bool StartsMessage(string keyword, OmmRecord record) =>
        keyword.Equals("CCSDS_OMM_VERS", StringComparison.OrdinalIgnoreCase)
        || (keyword.Equals(ElementFields.Name, StringComparison.OrdinalIgnoreCase) && record.Has(ElementFields.Name));

    // A name may end in brackets too, as STARLINK-11105 [DTC] does.
    private static (string Value, string? Unit) SplitUnit(string keyword, string value)
    {
        var bracket = value.LastIndexOf('[');
        return bracket >= 0 && value.EndsWith(']') && ElementFields.Units.ContainsKey(keyword)
            ? (value[..bracket], value[(bracket + 1)..^1])
            : (value, null);
    }
}
