using System.Text;
using System.Text.Json;

namespace Orbit.Astrodynamics.Elements.Json;

/// <summary>
/// Reads element sets in JSON: an array of objects, or one object, each with OMM keywords or TLE lines. Each object is parsed
/// on its own, so that one with a syntax error costs only itself: reading goes on at the next opening brace.
/// </summary>
internal static class ElementJsonReader
{
    // Each costs an exception; a text of millions of them is not worth the time.
    private const int MostBroken = 1000;

    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static void Read(string text, ElementSink sink, ChecksumRule checksums)
    {
        ReadOnlySpan<byte> bytes = Encoding.UTF8.GetBytes(text);
        var line = 1;
        var position = 0;
        var isBroken = false;
        var broken = 0;
        while (position < bytes.Length)
        {
            var brace = bytes[position..].IndexOf((byte)'{');
            var start = brace < 0 ? bytes.Length : position + brace;
            var between = bytes[position..start];
            if (!isBroken && between.ContainsAnyExcept(" \t\r\n,[]"u8))
            {
                sink.Add(new ElementProblem { Line = line + LinesIn(between[..between.IndexOfAnyExcept(" \t\r\n,[]"u8)]), Reason = "There is text here that belongs to no JSON object of an element set." });
            }

            line += LinesIn(between);
            if (brace < 0)
            {
                break;
            }

            var record = new JsonRecord(line);
            isBroken = !TryReadObject(bytes[start..], record, line, out var length);
            record.Read(sink, checksums);
            position = start + length;
            line += LinesIn(bytes[start..position]);
            if (isBroken && ++broken == MostBroken)
            {
                sink.Add(new ElementProblem { Line = line, Reason = $"{MostBroken} objects are not valid JSON; nothing from here on was read." });
                return;
            }
        }

        if (bytes.TrimStart(" \t\r\n"u8).StartsWith("["u8) && !bytes.TrimEnd(" \t\r\n"u8).EndsWith("]"u8))
        {
            sink.Add(new ElementProblem { Line = line, Reason = "The JSON array is not closed; the text was cut off." });
        }
    }

    // After a syntax error the length is 1: the search for the next object starts behind the brace of this one.
    private static bool TryReadObject(ReadOnlySpan<byte> bytes, JsonRecord record, int line, out int length)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes, Options);
            reader.Read();
            ReadProperties(ref reader, record);
            length = (int)reader.BytesConsumed;
            return true;
        }
        catch (JsonException e)
        {
            // The exception counts lines from where this object starts, and says so at its end.
            var message = e.Message.AsSpan();
            var place = message.IndexOf(" LineNumber:");
            record.Fail("", $"The object is not valid JSON in line {line + e.LineNumber}: {Wording.Message(place < 0 ? message : message[..place])}");
            length = 1;
            return false;
        }
        catch (InvalidOperationException)
        {
            record.Fail("", "The object is not valid JSON: a string holds half of a surrogate pair.");
            length = 1;
            return false;
        }
    }

    private static void ReadProperties(ref Utf8JsonReader reader, JsonRecord record)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            switch (reader.TokenType)
            {
                case JsonTokenType.String:
                    record.Add(key, reader.GetString());
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray when JsonRecord.Reads(key):
                    record.AddNested(key);
                    reader.Skip();
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    reader.Skip();
                    break;
                case JsonTokenType.Null:
                    break;
                default:
                    record.Add(key, Encoding.UTF8.GetString(reader.ValueSpan));
                    break;
            }
        }
    }

    private static int LinesIn(ReadOnlySpan<byte> bytes) => bytes.Count((byte)'\n');
}
