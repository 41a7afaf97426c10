using Orbit.Astrodynamics.Elements.Omm;

namespace Orbit.Astrodynamics.Elements.Json;

/// <summary>
/// One JSON object of an element set. Its OMM keywords are read if they are all there, for they have more digits than a TLE;
/// otherwise its TLE lines are. Space-Track gives both in one object, SatNOGS DB only the lines.
/// </summary>
/// <param name="line">The line of the text at which the object begins.</param>
internal sealed class JsonRecord(int line)
{
    private readonly OmmRecord _omm = new(line);
    private readonly string?[] _lines = new string?[TleKeys.Lines];
    private Fault? _lineFault;

    /// <summary>Whether a key is one that is read; others are passed over.</summary>
    public static bool Reads(string key) => ElementFields.All.Contains(key) || TleKeys.TryGetLine(key, out _);

    /// <summary>Takes in a key and its value as text; null or blank when it has none.</summary>
    public void Add(string key, string? value)
    {
        if (!TleKeys.TryGetLine(key, out var number))
        {
            _omm.Add(key, value);
        }
        else if (!string.IsNullOrWhiteSpace(value))
        {
            if (_lines[number] is not null)
            {
                FailLine(number, $"LINE {number} of the TLE is given twice.");
            }

            _lines[number] = value;
        }
    }

    /// <summary>Takes in a key that is read and whose value is an object or an array.</summary>
    public void AddNested(string key)
    {
        if (TleKeys.TryGetLine(key, out var number))
        {
            FailLine(number, $"{key} is a JSON object or array; it must be text, LINE {number} of a TLE.");
            _lines[number] ??= "";
        }
        else
        {
            _omm.Fail(key, $"{key} is a JSON object or array; it must be a number or text.");
        }
    }

    /// <summary>Notes a fault of the object that its notation shows.</summary>
    public void Fail(string field, string reason) => _omm.Fail(field, reason);

    /// <summary>Reads the elements into <paramref name="sink"/>, or the problem.</summary>
    public void Read(ElementSink sink, ChecksumRule checksums)
    {
        var hasLines = _lines[1] is not null || _lines[2] is not null;
        if (!hasLines && !_omm.SaysOrbit)
        {
            _omm.Fail("", "The object has neither the keywords of an OMM (EPOCH, MEAN_MOTION and others) nor the lines of a TLE (tle1 and tle2, or TLE_LINE1 and TLE_LINE2).");
        }

        if (!hasLines || _omm.IsWhole || _omm.IsFaulty)
        {
            _omm.Read(sink);
        }
        else
        {
            ReadLines(sink, checksums);
        }
    }

    private void ReadLines(ElementSink sink, ChecksumRule checksums)
    {
        var number = _omm.CatalogNumber();
        if (_omm.IsFaulty)
        {
            _omm.Read(sink);
            return;
        }

        var name = TleParser.NameOf(_lines[0]) is { Length: > 0 } inLine ? inLine : _omm.Name;
        var satellite = number > 0 ? Wording.Satellite(name, number.ToString()) : null;
        if (_lineFault is { } fault)
        {
            sink.Add(fault.At(line, satellite ?? Wording.Satellite(name, "")));
        }
        else if (!TleParser.TryParse(_lines[1], _lines[2], name, checksums, out var elements, out var problem))
        {
            sink.Add(problem with { Line = line, Object = satellite ?? problem.Object });
        }
        else if (number != 0 && number != elements.CatalogNumber)
        {
            var reason = $"{ElementFields.CatalogNumber} is {number}, and the lines of the TLE are of {elements.CatalogNumber}; they must agree.";
            sink.Add(new Fault(ElementFields.CatalogNumber, reason).At(line, satellite ?? Wording.Satellite(name, "")));
        }
        else
        {
            sink.Add(elements);
        }
    }

    private void FailLine(int number, string reason) => _lineFault ??= new Fault($"LINE {number}", reason);
}
