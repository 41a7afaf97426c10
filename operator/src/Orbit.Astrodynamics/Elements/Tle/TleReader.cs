namespace Orbit.Astrodynamics.Elements.Tle;

/// <summary>
/// Reads a text of TLEs: each of two lines, or of three with a name first. Blank lines and those that start with <c>#</c>
/// are passed over. A line out of place is a problem of its own; reading goes on with the next.
/// </summary>
internal sealed class TleReader(ElementSink sink, ChecksumRule checksums)
{
    private (int Number, string Text)? _name;
    private (int Number, string Text)? _one;

    public static void Read(string text, ElementSink sink, ChecksumRule checksums)
    {
        var reader = new TleReader(sink, checksums);
        foreach (var (number, line) in TextLines.Of(text))
        {
            reader.Take(number, line.Trim());
        }

        reader.DropUnfinished();
    }

    /// <summary>
    /// Whether a trimmed line is the given one of a TLE, whole or cut: its digit, a blank, and then either the length that
    /// no name has or a catalogue number. So "1 HOPPER" is a name and "1 25544U" a line that was cut.
    /// </summary>
    public static bool IsElementLine(string line, char digit)
    {
        const int LongerThanAnyName = 50;
        return line.Length >= 7 && line[0] == digit && line[1] == ' '
            && (line.Length > LongerThanAnyName || Alpha5.TryParse(line.AsSpan(2, 5), out _));
    }

    private void Take(int number, string line)
    {
        if (line.Length == 0 || line[0] == '#')
        {
            return;
        }

        if (IsElementLine(line, '2'))
        {
            TakeLineTwo(number, line);
        }
        else if (IsElementLine(line, '1'))
        {
            DropLineOne();
            _one = (number, line);
        }
        else
        {
            DropUnfinished();
            _name = (number, line);
        }
    }

    private void TakeLineTwo(int number, string line)
    {
        if (_one is not { } one)
        {
            sink.Add(new Fault("LINE 2", "LINE 2 of an element set stands here without a LINE 1 before it.").At(number, SatelliteOf(line)));
        }
        else if (TleParser.TryParse(one.Text, line, _name?.Text, checksums, out var elements, out var problem))
        {
            sink.Add(elements);
        }
        else
        {
            sink.Add(problem with { Line = problem.Line == 1 ? one.Number : number });
        }

        _name = null;
        _one = null;
    }

    private void DropUnfinished()
    {
        if (_one is null && _name is { } name)
        {
            sink.Add(new Fault("LINE 1", $"No element lines follow {Wording.Quote(name.Text)}; a name is followed by LINE 1 and LINE 2 of its element set.").At(name.Number, ""));
        }

        DropLineOne();
        _name = null;
    }

    private void DropLineOne()
    {
        if (_one is { } one)
        {
            sink.Add(new Fault("LINE 2", "LINE 1 of an element set stands here without a LINE 2 after it.").At(one.Number, SatelliteOf(one.Text)));
            _name = null;
            _one = null;
        }
    }

    private string SatelliteOf(string line) => Wording.Satellite(TleParser.NameOf(_name?.Text), line[2..7].Trim());
}
