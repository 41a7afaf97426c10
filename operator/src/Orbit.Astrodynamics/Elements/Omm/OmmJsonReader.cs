using System.Text;
using System.Text.Json;

namespace Orbit.Astrodynamics.Elements.Omm;

/// <summary>
/// Reads OMMs in JSON: an array of objects, or one object. Each object is parsed on its own, so that one with a syntax
/// error costs only itself: reading goes on at the next opening brace.
/// </summary>
internal static class OmmJsonReader
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static void Read(string text, ElementSink sink)
    {
        ReadOnlySpan<byte> bytes = Encoding.UTF8.GetBytes(text);
        var line = 1;
        var position = 0;
        var isBroken = false;
        while (position < bytes.Length)
        {
            var brace = bytes[position..].IndexOf((byte)'{');
            var start = brace < 0 ? bytes.Length : position + brace;
            var between = bytes[position..start];
            if (!isBroken && between.ContainsAnyExcept(" \t\r\n,[]"u8))
            {
                sink.Add(new ElementProblem { Line = line + LinesIn(between[..between.IndexOfAnyExcept(" \t\r\n,[]"u8)]), Reason = "There is text here that belongs to no OMM object." });
            }

            line += LinesIn(between);
            if (brace < 0)
            {
                break;
            }

            var record = new OmmRecord(line);
            isBroken = !TryReadObject(bytes[start..], record, out var length);
            record.Read(sink);
            position = start + length;
            line += LinesIn(bytes[start..position]);
        }

        if (bytes.TrimStart(" \t\r\n"u8).StartsWith("["u8) && !bytes.TrimEnd(" \t\r\n"u8).EndsWith("]"u8))
        {
            sink.Add(new ElementProblem { Line = line, Reason = "The JSON array is not closed; the text was cut off." });
        }
    }

    // After a syntax error the length is 1: the search for the next object starts behind the brace of this one.
    private static bool TryReadObject(ReadOnlySpan<byte> bytes, OmmRecord record, out int length)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes, Options);
            reader.Read();
            ReadProperties(ref reader, record);
            length = (int)reader.BytesConsumed;
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string with half a surrogate pair.
            record.Fail("", $"The object is not valid JSON: {e.Message}");
            length = 1;
            return false;
        }
    }

    private static void ReadProperties(ref Utf8JsonReader reader, OmmRecord record)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var keyword = reader.GetString()!;
            reader.Read();
            switch (reader.TokenType)
            {
                case JsonTokenType.String:
                    record.Add(keyword, reader.GetString());
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray when ElementFields.All.Contains(keyword):
                    record.Fail(keyword, $"{keyword} is a JSON object or array; it must be a number or text.");
                    reader.Skip();
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    reader.Skip();
                    break;
                case JsonTokenType.Null:
                    break;
                default:
                    record.Add(keyword, Encoding.UTF8.GetString(reader.ValueSpan));
                    break;
            }
        }
    }

    private static int LinesIn(ReadOnlySpan<byte> bytes) => bytes.Count((byte)'\n');
}
