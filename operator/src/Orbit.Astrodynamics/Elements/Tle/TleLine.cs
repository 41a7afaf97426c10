using System.Globalization;

namespace Orbit.Astrodynamics.Elements.Tle;

/// <summary>
/// One element line of a TLE, read by its columns (counted from 1, as every description of the format does). The first
/// fault sticks and later reads yield zero, so that a caller reads all fields and then looks once.
/// </summary>
internal sealed class TleLine
{
    /// <summary>The width of an element line, its checksum included.</summary>
    public const int Columns = 69;

    // Archives older than the checksum end with the last field's last column, or earlier where that field is blank.
    private const int FewestColumns = 63;

    private readonly string _text = new(' ', Columns);

    public TleLine(int number, string? text, ChecksumRule checksums)
    {
        Field = $"LINE {number}";
        var line = (text ?? "").Trim();
        Fault = Shape(line, number, checksums) is { } reason ? new Fault(Field, reason) : null;
        if (Fault is null)
        {
            _text = line.Length < Columns ? line.PadRight(Columns) : line;
        }
    }

    /// <summary>What is wrong with the line; null while nothing is.</summary>
    public Fault? Fault { get; private set; }

    /// <summary>The line as a field of the record.</summary>
    public string Field { get; }

    /// <summary>Columns <paramref name="first"/> to <paramref name="last"/>, inclusive.</summary>
    public ReadOnlySpan<char> this[int first, int last] => _text.AsSpan(first - 1, last - first + 1);

    public int CatalogNumber() =>
        Alpha5.TryParse(this[3, 7], out var number)
            ? number
            : Fail<int>(ElementFields.CatalogNumber, 3, 7, "a catalogue number: up to five digits, or a letter other than I and O and four digits");

    /// <summary>The classification; a blank column means unclassified.</summary>
    public char Classification() => _text[7] == ' ' ? 'U' : _text[7];

    public DateTimeOffset Epoch() =>
        TleEpoch.TryParse(this[19, 32], out var epoch)
            ? epoch
            : Fail<DateTimeOffset>(ElementFields.Epoch, 19, 32, "an epoch: two digits of the year and a day of that year with its fraction, as 26233.79028735");

    /// <summary>A whole number; blank columns mean 0.</summary>
    public int Count(string field, int first, int last)
    {
        var digits = this[first, last].Trim(' ');
        return digits.IsEmpty ? 0
            : digits.ContainsAnyExceptInRange('0', '9') ? Fail<int>(field, first, last, "a whole number or blank")
            : int.Parse(digits);
    }

    /// <summary>A number with a decimal point, as <c>-.00000084</c> or <c> 34.2682</c>.</summary>
    public double Decimal(string field, int first, int last)
    {
        var text = this[first, last].Trim(' ');
        return text.Contains('.')
            && double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value
            : Fail<double>(field, first, last, "a number with a decimal point");
    }

    /// <summary>As <see cref="Decimal"/>; blank columns mean 0.</summary>
    public double DecimalOrBlank(string field, int first, int last) => this[first, last].IsWhiteSpace() ? 0 : Decimal(field, first, last);

    /// <summary>Digits with the decimal point assumed before them: <c>0027958</c> is 0.0027958; leading blanks are zeros.</summary>
    public double Fraction(string field, int first, int last)
    {
        var digits = this[first, last].TrimStart(' ');
        return digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9')
            ? Fail<double>(field, first, last, "digits only, the decimal point assumed before them")
            : int.Parse(digits) / Math.Pow(10, last - first + 1);
    }

    /// <summary>
    /// Five digits with the decimal point assumed before them, and a power of ten: <c>-11606-4</c> is -0.11606e-4. Blanks
    /// may stand for the signs and for leading zeros.
    /// </summary>
    public double Exponential(string field, int first, int last)
    {
        const int Digits = 5;
        var columns = this[first, last];
        var digits = columns[1..(1 + Digits)].TrimStart(' ');
        var exponent = columns[^1] - '0';
        if (columns[0] is not (' ' or '+' or '-') || columns[^2] is not (' ' or '+' or '-')
            || digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9') || exponent is < 0 or > 9)
        {
            return Fail<double>(field, first, last, "five digits with the decimal point assumed before them and a signed power of ten, as 11606-4");
        }

        // One division or product of two exact numbers: the double nearest to the decimal that an OMM would spell out.
        double mantissa = int.Parse(digits);
        var power = (columns[^2] == '-' ? -exponent : exponent) - Digits;
        var magnitude = power < 0 ? mantissa / Math.Pow(10, -power) : mantissa * Math.Pow(10, power);
        return columns[0] == '-' ? -magnitude : magnitude;
    }

    /// <summary>As <see cref="Exponential"/>; blank columns mean 0.</summary>
    public double ExponentialOrBlank(string field, int first, int last) =>
        this[first, last].IsWhiteSpace() ? 0 : Exponential(field, first, last);

    /// <summary>Checks column 69; called last, because a field that cannot be read says more than a sum that is off.</summary>
    public void VerifyChecksum()
    {
        var right = TleChecksum.Of(_text);
        if (Fault is null && _text[Columns - 1] != right)
        {
            Fault = new Fault(ElementFields.Checksum, $"{Field} has the checksum {Wording.Quote([_text[Columns - 1]])} in column {Columns} where its other columns add up to {right}; the line was altered or copied wrongly.");
        }
    }

    private static string? Shape(string line, int number, ChecksumRule checksums)
    {
        if (line.Length == 0)
        {
            return $"LINE {number} is missing.";
        }

        var odd = line.AsSpan(0, Math.Min(line.Length, Columns)).IndexOfAnyExceptInRange(' ', '~');
        if (odd >= 0)
        {
            return $"LINE {number} holds the character {Wording.CodePoint(line[odd])} in column {odd + 1}; a TLE has digits, letters, signs, points and blanks only.";
        }

        if (line[0] != '0' + number || (line.Length > 1 && line[1] != ' '))
        {
            return $"LINE {number} starts with {Wording.Quote(line.AsSpan(0, Math.Min(line.Length, 7)))} and not with \"{number} \".";
        }

        if (line.Length == Columns - 1 && checksums == ChecksumRule.Required)
        {
            return $"LINE {number} ends with column {line.Length}: its checksum in column {Columns} is missing (it would be {TleChecksum.Of(line)}).";
        }

        if (line.Length < (checksums == ChecksumRule.Required ? Columns : FewestColumns))
        {
            return $"LINE {number} ends with column {line.Length}; a TLE's lines have {Columns} columns.";
        }

        foreach (var column in number == 1 ? [9, 18, 33, 44, 53, 62, 64, Columns + 1] : (ReadOnlySpan<int>)[8, 17, 26, 34, 43, 52, Columns + 1])
        {
            if (column <= line.Length && line[column - 1] != ' ')
            {
                return $"LINE {number} has {Wording.Quote([line[column - 1]])} in column {column}, which must be blank; its columns are shifted or overwritten.";
            }
        }

        return null;
    }

    private T? Fail<T>(string field, int first, int last, string expected)
    {
        Fault ??= new Fault(field, $"{field} in columns {first} to {last} of {Field} is {Wording.Quote(this[first, last])}; it must be {expected}.");
        return default;
    }
}
