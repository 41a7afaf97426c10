using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Orbit.Astrodynamics.Elements.Omm;

/// <summary>
/// The keywords and values of one OMM, whatever notation they came in, and their reading. The first fault sticks; later
/// reads yield zero, so that all fields are read and then the fault is looked at once.
/// </summary>
internal sealed class OmmRecord(int line)
{
    private static readonly string[] Theories = ["SGP4", "SGP/SGP4", "SGP4/SDP4", "SDP4", "SGP"];

    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
    private Fault? _fault;

    /// <summary>The keywords without which there are no elements to propagate.</summary>
    public static IReadOnlyList<string> Required { get; } =
    [
        ElementFields.CatalogNumber, ElementFields.Epoch, ElementFields.MeanMotion, ElementFields.Eccentricity,
        ElementFields.Inclination, ElementFields.RightAscension, ElementFields.ArgumentOfPerigee, ElementFields.MeanAnomaly,
        ElementFields.BStar,
    ];

    /// <summary>The object's name; empty when the record has none.</summary>
    public string Name => Text(ElementFields.Name);

    /// <summary>Whether a fault was found.</summary>
    public bool IsFaulty => _fault is not null;

    /// <summary>Whether every required keyword has a value.</summary>
    public bool IsWhole => Required.All(Has);

    /// <summary>Whether a keyword besides the catalogue number has a value that an orbit needs.</summary>
    public bool SaysOrbit => Required.Any(keyword => !keyword.Equals(ElementFields.CatalogNumber, StringComparison.Ordinal) && Has(keyword));

    /// <summary>Whether a keyword has a value.</summary>
    public bool Has(string keyword) => _values.ContainsKey(keyword);

    /// <summary>The catalogue number; 0 when the record has none, or one that is faulty.</summary>
    public int CatalogNumber() =>
        CatalogNumbers.TryParse(Text(ElementFields.CatalogNumber), out var number) ? number : Integer(ElementFields.CatalogNumber);

    /// <summary>Takes in a keyword; those that are not read, and those without a value, are passed over.</summary>
    /// <param name="keyword">The keyword, in any case.</param>
    /// <param name="value">The value as text; null or blank when the record has none.</param>
    /// <param name="unit">The unit that the record states, if it does.</param>
    public void Add(string keyword, string? value, string? unit = null)
    {
        var trimmed = value.AsSpan().Trim();
        if (trimmed.IsEmpty || !ElementFields.All.TryGetValue(keyword, out var known))
        {
            return;
        }

        if (!string.IsNullOrWhiteSpace(unit) && ElementFields.Units.TryGetValue(known, out var prescribed)
            && !unit.AsSpan().Trim().Equals(prescribed, StringComparison.OrdinalIgnoreCase))
        {
            Fail(known, $"{known} is given in {Wording.Quote(unit)}; CCSDS 502 prescribes {prescribed}.");
        }

        if (!_values.TryAdd(known, trimmed.ToString()))
        {
            Fail(known, $"{known} is given twice.");
        }
    }

    /// <summary>Notes a fault of the record that its notation shows.</summary>
    public void Fail(string field, string reason) => _fault ??= new Fault(field, reason);

    /// <summary>Reads the elements into <paramref name="sink"/>, or the problem.</summary>
    public void Read(ElementSink sink)
    {
        if (TryRead(out var elements, out var problem))
        {
            sink.Add(elements);
        }
        else
        {
            sink.Add(problem);
        }
    }

    public bool TryRead([NotNullWhen(true)] out MeanElements? elements, [NotNullWhen(false)] out ElementProblem? problem)
    {
        // Elements of another theory or frame have the same keywords and would be off by kilometres without an error.
        Expect(ElementFields.Center, ["EARTH"]);
        Expect(ElementFields.Frame, ["TEME"]);
        Expect(ElementFields.TimeSystem, ["UTC"]);
        Expect(ElementFields.Theory, Theories);
        if (Required.FirstOrDefault(keyword => !Has(keyword)) is { } missing)
        {
            Fail(missing, $"{missing} is missing.");
        }

        elements = Elements();
        if (_fault is null)
        {
            foreach (var fault in MeanElementsValidator.Faults(elements))
            {
                _fault = fault;
                break;
            }
        }

        problem = _fault?.At(line, Wording.Satellite(elements.Name, Text(ElementFields.CatalogNumber)));
        elements = problem is null ? elements : null;
        return problem is null;
    }

    private MeanElements Elements() => new()
    {
        Name = Text(ElementFields.Name),
        CatalogNumber = CatalogNumber(),
        InternationalDesignator = Text(ElementFields.InternationalDesignator),
        Classification = Classification(),
        Epoch = Epoch(),
        MeanMotion = Number(ElementFields.MeanMotion),
        Eccentricity = Number(ElementFields.Eccentricity),
        InclinationDegrees = Number(ElementFields.Inclination),
        RightAscensionDegrees = Number(ElementFields.RightAscension),
        ArgumentOfPerigeeDegrees = Number(ElementFields.ArgumentOfPerigee),
        MeanAnomalyDegrees = Number(ElementFields.MeanAnomaly),
        BStar = Number(ElementFields.BStar),
        MeanMotionDot = Number(ElementFields.MeanMotionDot),
        MeanMotionDdot = Number(ElementFields.MeanMotionDdot),
        EphemerisType = Integer(ElementFields.EphemerisType),
        ElementSetNumber = Integer(ElementFields.ElementSetNumber),
        RevolutionNumber = Integer(ElementFields.RevolutionNumber),
    };

    private string Text(string field) => _values.GetValueOrDefault(field, "");

    private double Number(string field)
    {
        var text = Text(field);
        if (text.Length == 0)
        {
            return 0;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
        {
            return value;
        }

        Fail(field, $"{field} is {Wording.Quote(text)}; it must be a finite number.");
        return 0;
    }

    // Tables that passed through a spreadsheet or a data frame spell whole numbers as 25544.0.
    private int Integer(string field)
    {
        var text = Text(field);
        if (text.Length == 0)
        {
            return 0;
        }

        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && value is >= int.MinValue and <= int.MaxValue && decimal.IsInteger(value))
        {
            return (int)value;
        }

        Fail(field, $"{field} is {Wording.Quote(text)}; it must be a whole number.");
        return 0;
    }

    private char Classification()
    {
        var text = Text(ElementFields.Classification);
        if (text.Length > 1)
        {
            Fail(ElementFields.Classification, $"{ElementFields.Classification} is {Wording.Quote(text)}; it must be U, C or S.");
        }

        return text.Length == 1 ? text[0] : 'U';
    }

    private DateTimeOffset Epoch()
    {
        if (!OmmEpoch.TryParse(Text(ElementFields.Epoch), out var epoch))
        {
            Fail(ElementFields.Epoch, $"{ElementFields.Epoch} is {Wording.Quote(Text(ElementFields.Epoch))}; it must be UTC as 2026-08-22T12:30:24.433632 or 2026-234T12:30:24.433632.");
        }

        return epoch;
    }

    private void Expect(string field, string[] accepted)
    {
        var text = Text(field);
        if (text.Length > 0 && !accepted.Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            Fail(field, $"{field} is {Wording.Quote(text)}; only {string.Join(", ", accepted)} can be propagated by SGP4.");
        }
    }
}
