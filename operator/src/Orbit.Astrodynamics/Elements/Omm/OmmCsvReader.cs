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
                    if (!isRead || !AcceptHeader(header, line, sink))
                    {
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

    private static bool AcceptHeader(List<string> header, int line, ElementSink sink)
    {
        var missing = OmmRecord.Required.Except(header, StringComparer.OrdinalIgnoreCase).ToList();
        var twice = header.Where(ElementFields.All.Contains).GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (missing.Count > 0)
        {
            sink.Add(new Fault(missing[0], $"The header has no column {string.Join(", ", missing)}.").At(line, ""));
        }
        else if (twice is not null)
        {
            sink.Add(new Fault(twice, $"The header has the column {twice} twice.").At(line, ""));
        }

        return missing.Count == 0 && twice is null;
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
            record.Fail("", $"The record has {fields.Count} columns where the header has {header.Count}.");
        }

        record.Read(sink);
        return isWhole;
    }
}
