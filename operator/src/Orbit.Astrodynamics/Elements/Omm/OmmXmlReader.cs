using System.Text;
using System.Xml;

namespace Orbit.Astrodynamics.Elements.Omm;

/// <summary>
/// Reads OMMs in XML: every <c>omm</c> element, wherever it stands. The text is foreign: no document type definition, no
/// entities, nothing fetched, bounded depth. What is not well formed ends the reading, as the XML standard demands.
/// </summary>
internal static class OmmXmlReader
{
    private const int MaxDepth = 64;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    public static void Read(string text, ElementSink sink)
    {
        // An XML declaration must be the very first characters; a pasted text may have lines before it.
        var body = text.TrimStart();
        var linesBefore = TextLines.Of(text[..^body.Length]).Count();
        try
        {
            using var reader = XmlReader.Create(new StringReader(body), Settings);
            ReadMessages(reader, linesBefore, sink);
        }
        catch (XmlException e)
        {
            var reason = body.Contains("<!DOCTYPE", StringComparison.Ordinal)
                ? "The XML has a document type definition (DTD), which is refused for safety."
                : $"The XML is not well formed, so that nothing from here on can be read: {Wording.Message(e.Message)}";
            sink.Add(new ElementProblem { Line = linesBefore + e.LineNumber, Reason = reason });
        }
    }

    private static void ReadMessages(XmlReader reader, int linesBefore, ElementSink sink)
    {
        var place = (IXmlLineInfo)reader;
        var value = new StringBuilder();
        OmmRecord? record = null;
        string? unit = null;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when reader.Depth > MaxDepth:
                    sink.Add(new ElementProblem { Line = linesBefore + place.LineNumber, Reason = $"The XML has elements more than {MaxDepth} deep; nothing from here on was read." });
                    return;
                case XmlNodeType.Element:
                    record = IsMessage(reader) ? new OmmRecord(linesBefore + place.LineNumber) : record;
                    unit = reader.GetAttribute("units");
                    value.Clear();
                    if (reader.IsEmptyElement && IsMessage(reader))
                    {
                        record?.Read(sink);
                        record = null;
                    }

                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    value.Append(reader.Value);
                    break;
                case XmlNodeType.EndElement when IsMessage(reader):
                    record?.Read(sink);
                    record = null;
                    break;
                case XmlNodeType.EndElement:
                    record?.Add(reader.LocalName, value.ToString(), unit);
                    value.Clear();
                    break;
                default:
                    break;
            }
        }
    }

    private static bool IsMessage(XmlReader reader) => reader.LocalName.Equals("omm", StringComparison.OrdinalIgnoreCase);
}
