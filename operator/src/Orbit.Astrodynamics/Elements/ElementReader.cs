using System.Text;
using Orbit.Astrodynamics.Elements.Json;
using Orbit.Astrodynamics.Elements.Omm;
using Orbit.Astrodynamics.Elements.Tle;

namespace Orbit.Astrodynamics.Elements;

/// <summary>
/// Reads texts of element sets in every format in which they are published, recognising the format by the text itself:
/// TLE with or without names, alone or as lines in JSON, and OMM in JSON, CSV, XML and keyword = value notation.
/// </summary>
/// <remarks>
/// A record that cannot be read becomes a problem and the others are read all the same; bad input never throws. Any line
/// ends and a byte order mark are accepted. Only XML that is not well formed ends the reading where it breaks.
/// </remarks>
public static class ElementReader
{
    private static readonly ElementReaderOptions Defaults = new();

    /// <summary>Reads all of <paramref name="reader"/>, or as much as shows that it is too long.</summary>
    /// <exception cref="IOException">Reading failed.</exception>
    public static ElementFile Read(TextReader reader, ElementReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var longest = (options ?? Defaults).MaxCharacters;
        var text = new StringBuilder();
        var buffer = new char[16 * 1024];
        for (int count; text.Length <= longest && (count = reader.Read(buffer, 0, buffer.Length)) > 0;)
        {
            text.Append(buffer, 0, count);
        }

        return Read(text.ToString(), options);
    }

    /// <summary>Reads <paramref name="text"/>.</summary>
    public static ElementFile Read(string text, ElementReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= Defaults;
        var sink = new ElementSink(options.MaxProblems);
        if (text.Length > options.MaxCharacters)
        {
            sink.Add(new ElementProblem { Reason = $"The text has more than {options.MaxCharacters} characters; it was not read." });
            return sink.ToFile(ElementFormat.Unknown);
        }

        text = text.StartsWith('\uFEFF') ? text[1..] : text;
        var format = ElementSniffer.FormatOf(text);
        switch (format)
        {
            case ElementFormat.Tle:
                TleReader.Read(text, sink, options.Checksums);
                break;
            case ElementFormat.Json:
                ElementJsonReader.Read(text, sink, options.Checksums);
                break;
            case ElementFormat.OmmCsv:
                OmmCsvReader.Read(text, sink);
                break;
            case ElementFormat.OmmXml:
                OmmXmlReader.Read(text, sink);
                break;
            case ElementFormat.OmmKvn:
                OmmKvnReader.Read(text, sink);
                break;
            default:
                sink.Add(Unrecognised(text));
                break;
        }

        if (sink.IsEmpty)
        {
            sink.Add(new ElementProblem { Reason = "The text holds no element sets." });
        }

        return sink.ToFile(format);
    }

    private static ElementProblem Unrecognised(string text)
    {
        var (number, line) = TextLines.Of(text).FirstOrDefault(line => !string.IsNullOrWhiteSpace(line.Text), (Number: 0, Text: ""));
        return new ElementProblem
        {
            Line = number,
            Reason = line.Length == 0
                ? "The text is empty."
                : $"The text starts with {Wording.Quote(line.Trim())} and is none of TLE, OMM JSON, OMM CSV, OMM XML and OMM keyword = value.",
        };
    }
}
