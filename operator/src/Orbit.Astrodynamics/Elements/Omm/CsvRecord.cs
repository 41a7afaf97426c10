using System.Text;

namespace Orbit.Astrodynamics.Elements.Omm;

/// <summary>Splits one record of RFC 4180 CSV into its fields.</summary>
internal static class CsvRecord
{
    // A quote that is never closed would take the rest of the text with it, and every retry from the next line too.
    private const int MostLineEnds = 16;

    /// <summary>Reads the record that starts at <paramref name="start"/>.</summary>
    /// <param name="text">The CSV text.</param>
    /// <param name="start">Where the record starts.</param>
    /// <param name="fields">Receives the fields, unquoted.</param>
    /// <param name="end">The line end after the record, or the text's end.</param>
    /// <returns>False when a quoted field is not closed, or something follows its closing quote.</returns>
    public static bool TryRead(string text, int start, List<string> fields, out int end)
    {
        fields.Clear();
        for (end = start; ; end++)
        {
            var isRead = end < text.Length && text[end] == '"'
                ? TryQuoted(text, ref end, fields)
                : TryPlain(text, ref end, fields);
            if (!isRead)
            {
                return false;
            }

            if (end == text.Length || text[end] != ',')
            {
                return true;
            }
        }
    }

    private static bool TryPlain(string text, ref int position, List<string> fields)
    {
        var length = text.AsSpan(position).IndexOfAny(',', '\r', '\n');
        var end = length < 0 ? text.Length : position + length;
        fields.Add(text[position..end]);
        position = end;
        return true;
    }

    private static bool TryQuoted(string text, ref int position, List<string> fields)
    {
        var value = new StringBuilder();
        var lineEnds = 0;
        for (position++; position < text.Length && lineEnds <= MostLineEnds; position++)
        {
            if (text[position] == '"')
            {
                if (position + 1 == text.Length || text[position + 1] != '"')
                {
                    position++;
                    position += text.AsSpan(position).IndexOfAnyExcept(' ') is >= 0 and var blanks ? blanks : text.Length - position;
                    fields.Add(value.ToString());
                    return position == text.Length || text[position] is ',' or '\r' or '\n';
                }

                position++;
            }

            lineEnds += text[position] is '\r' or '\n' ? 1 : 0;
            value.Append(text[position]);
        }

        return false;
    }
}
