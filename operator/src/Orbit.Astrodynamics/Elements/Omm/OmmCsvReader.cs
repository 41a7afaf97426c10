namespace Orbit.Astrodynamics.Elements.Omm;

/// <summary>Reads OMMs from a CSV text whose header names the keywords, in any order and among other columns.</summary>
internal static class OmmCsvReader
{
    public static void Read(string text, ElementSink sink)
    {
        List<string>? header = null;
        var fields = new List<string>();
        var line = 1;
        for (var start = 0; start < text.Length;)
        {
            var lineEnd = TextLines.EndOf(text, start);
            var end = lineEnd;
            if (!text.AsSpan(start, lineEnd - start).IsWhiteSpace())
            {
                var isRead = CsvRecord.TryRead(text, start, fields, out end);
                if (header is null)
                {
                    header = [.. fields.Select(name => name.Trim())];
                    if (HeaderFault(header, isRead) is { } fault)
                    {
                        sink.Add(fault.At(line, ""));
                        return;
                    }
                }
                else
                {
                    // A record that runs over several lines and is wrong was most likely not meant to: a quote is
                    // missing or was added. The lines it swallowed are read on their own.
                    end = ReadRecord(header, isRead, fields, line, sink) ? end : lineEnd;
                }
            }

            var next = TextLines.NextAfter(text, end);
            line += TextLines.Of(text[start..next]).Count();
            start = next;
        }
    }

    private static Fault? HeaderFault(List<string> header, bool isRead)
    {
        if (!isRead)
        {
            return new Fault("", "A quoted field of the header is not closed, or has text after its closing quote.");
        }

        if (OmmRecord.Required.Except(header, StringComparer.OrdinalIgnoreCase).ToList() is [var first, ..] missing)
        {
            return new Fault(first, $"The header has no column {string.Join(", ", missing)}.");
        }

        var twice = header.Where(ElementFields.All.Contains).CountBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(count => count.Value > 1).Key;
        return twice is null ? null : new Fault(twice, $"The header has the column {twice} twice.");
    }

    private static bool ReadRecord(List<string> header, bool isRead, List<string> fields, int line, ElementSink sink)
    {
        var record = new OmmRecord(line);
        for (var column = 0; column < Math.Min(header.Count, fields.Count); column++)
        {
            record.Add(header[column], fields[column]);
        }

        var isWhole = isRead && fields.Count == header.Count;
        if (!isRead)
        {
            record.Fail("", "A quoted field is not closed, or has text after its closing quote.");
        }
        else if (!isWhole)
        {
            record.Fail("", $"The record has {fields.Count} {(fields.Count == 1 ? "column" : "columns")} where the header has {header.Count}.");
        }

        record.Read(sink);
        return isWhole;
    }
}
