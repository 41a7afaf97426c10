using System.Buffers;
using System.Globalization;

namespace Orbit.Kubernetes.Metrics;

/// <summary>Writes tags as Prometheus labels, in their order by name, without allocating where they are short.</summary>
internal ref struct LabelWriter
{
    private Span<char> _buffer;
    private char[]? _rented;
    private int _length;

    public LabelWriter(Span<char> buffer) => _buffer = buffer;

    public readonly ReadOnlySpan<char> Text => _buffer[.._length];

    public void Append(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        // Few tags: picking the next by name each time beats sorting a copy.
        string? last = null;
        for (var written = 0; written < tags.Length; written++)
        {
            var next = -1;
            for (var i = 0; i < tags.Length; i++)
            {
                if ((last is null || string.CompareOrdinal(tags[i].Key, last) > 0)
                    && (next < 0 || string.CompareOrdinal(tags[i].Key, tags[next].Key) < 0))
                {
                    next = i;
                }
            }

            if (next < 0)
            {
                return;
            }

            last = tags[next].Key;
            if (_length > 0)
            {
                Append(',');
            }

            AppendName(last);
            Append('=');
            Append('"');
            AppendEscaped(tags[next].Value);
            Append('"');
        }
    }

    public readonly void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<char>.Shared.Return(_rented);
        }
    }

    private void AppendName(string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            Append(char.IsAsciiLetter(c) || c == '_' || (i > 0 && char.IsAsciiDigit(c)) ? c : '_');
        }
    }

    private void AppendEscaped(object? value)
    {
        var text = value switch
        {
            null => "",
            string s => s,
            bool b => b ? "true" : "false",
            IFormattable f => f.ToString(format: null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
        foreach (var c in text)
        {
            switch (c)
            {
                case '\\':
                    Append('\\');
                    Append('\\');
                    break;
                case '"':
                    Append('\\');
                    Append('"');
                    break;
                case '\n':
                    Append('\\');
                    Append('n');
                    break;
                default:
                    Append(c);
                    break;
            }
        }
    }

    private void Append(char c)
    {
        if (_length == _buffer.Length)
        {
            var larger = ArrayPool<char>.Shared.Rent(_buffer.Length * 2);
            _buffer.CopyTo(larger);
            Dispose();
            _buffer = _rented = larger;
        }

        _buffer[_length++] = c;
    }
}
