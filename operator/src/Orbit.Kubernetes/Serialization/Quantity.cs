using System.Globalization;
using System.Numerics;
using System.Text.Json.Serialization;

namespace Orbit.Kubernetes.Serialization;

/// <summary>An amount as Kubernetes writes it: <c>64Gi</c>, <c>1500m</c>, <c>1e3</c>. The text is kept as it was read; comparison is by value.</summary>
/// <remarks>
/// Range and rounding are those of <c>k8s.io/apimachinery/pkg/api/resource</c>: magnitudes above 2^63-1 are cut to it,
/// and what is finer than 10^-9 is rounded away from zero.
/// </remarks>
[JsonConverter(typeof(QuantityJsonConverter))]
public readonly struct Quantity : IEquatable<Quantity>, IComparable<Quantity>
{
    private const string DecimalSuffixes = "kMGTPE";
    private static readonly BigInteger MaxNano = new BigInteger(long.MaxValue) * 1_000_000_000;
    private readonly string? _text;

    private Quantity(decimal value, string text)
    {
        Value = value;
        _text = text;
    }

    /// <summary>The quantity <paramref name="value"/> in canonical decimal notation, such as <c>1500m</c> for 1.5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The magnitude is above 2^63-1.</exception>
    public Quantity(decimal value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Abs(value), long.MaxValue, nameof(value));
        var nano = decimal.Round(value, 9, value < 0 ? MidpointRounding.ToNegativeInfinity : MidpointRounding.ToPositiveInfinity);
        Value = nano;
        _text = FormatDecimal(nano, exponentNotation: false);
    }

    /// <summary>The amount in units: bytes, cores, pieces.</summary>
    public decimal Value { get; }

    /// <summary>The amount rounded up to whole units.</summary>
    public long ToInt64() => (long)decimal.Ceiling(Value);

    /// <summary>Reads a quantity.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static Quantity Parse(string text) =>
        TryParse(text, out var quantity)
            ? quantity
            : throw new FormatException($"A quantity is written like \"64Gi\", \"1500m\", \"0.5\" or \"1e3\", not \"{text}\".");

    /// <summary>Reads a quantity; false if the text is none.</summary>
    public static bool TryParse(string? text, out Quantity quantity)
    {
        quantity = default;
        var rest = text.AsSpan();
        var negative = rest.StartsWith("-");
        if (negative || rest.StartsWith("+"))
        {
            rest = rest[1..];
        }

        var mantissa = BigInteger.Zero;
        var fractionDigits = 0;
        var digits = 0;
        var inFraction = false;
        var position = 0;
        for (; position < rest.Length; position++)
        {
            var c = rest[position];
            if (char.IsAsciiDigit(c))
            {
                mantissa = (mantissa * 10) + (c - '0');
                digits++;
                fractionDigits += inFraction ? 1 : 0;
            }
            else if (c == '.' && !inFraction)
            {
                inFraction = true;
            }
            else
            {
                break;
            }
        }

        if (digits is 0 or > 256 || ScaleOf(rest[position..]) is not var (factor, exponent))
        {
            return false;
        }

        var nano = ToNano(mantissa * factor, exponent - fractionDigits + 9);
        var value = (decimal)(nano / 1_000_000_000) + ((decimal)(nano % 1_000_000_000) / 1_000_000_000m);
        quantity = new Quantity(negative ? -value : value, text!);
        return true;
    }

    /// <summary>The one notation among those of equal value that Kubernetes prefers: no fraction, the largest fitting suffix, binary stays binary.</summary>
    public string ToCanonical()
    {
        var text = ToString();
        if (text.EndsWith('i') && Math.Abs(Value) >= 1024 && decimal.Truncate(Value) == Value)
        {
            var mantissa = Value;
            var suffix = -1;
            while (mantissa % 1024 == 0 && suffix < DecimalSuffixes.Length - 1)
            {
                mantissa /= 1024;
                suffix++;
            }

            return Digits(mantissa) + (suffix < 0 ? "" : suffix == 0 ? "Ki" : $"{DecimalSuffixes[suffix]}i");
        }

        var last = text.Length - 1;
        var exponentNotation = char.IsAsciiDigit(text[last]) && text.AsSpan().ContainsAny('e', 'E');
        return FormatDecimal(Value, exponentNotation);
    }

    /// <summary>The text as it was read, or the canonical one.</summary>
    public override string ToString() => _text ?? "0";

    /// <summary>Whether both amount to the same: <c>1Gi</c> equals <c>1024Mi</c>.</summary>
    public bool Equals(Quantity other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Quantity other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>Orders by amount.</summary>
    public int CompareTo(Quantity other) => Value.CompareTo(other.Value);

    /// <summary>Whether both amount to the same.</summary>
    public static bool operator ==(Quantity left, Quantity right) => left.Equals(right);

    /// <summary>Whether the amounts differ.</summary>
    public static bool operator !=(Quantity left, Quantity right) => !left.Equals(right);

    /// <summary>Whether the first is less.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first is less, or equal.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first is more.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first is more, or equal.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.CompareTo(right) >= 0;

    private static (BigInteger Factor, int Exponent)? ScaleOf(ReadOnlySpan<char> suffix)
    {
        switch (suffix)
        {
            case "": return (1, 0);
            case "n": return (1, -9);
            case "u": return (1, -6);
            case "m": return (1, -3);
            case "Ki": return (1024, 0);
        }

        if (suffix.Length == 1 && DecimalSuffixes.IndexOf(suffix[0]) is >= 0 and var si)
        {
            return (1, 3 * (si + 1));
        }

        if (suffix is [not 'k', 'i'] && DecimalSuffixes.IndexOf(suffix[0]) is > 0 and var binary)
        {
            return (BigInteger.Pow(1024, binary + 1), 0);
        }

        const NumberStyles sign = NumberStyles.AllowLeadingSign;
        return suffix is ['e' or 'E', ..] && int.TryParse(suffix[1..], sign, CultureInfo.InvariantCulture, out var exponent)
            ? (1, Math.Clamp(exponent, -1000, 1000))
            : null;
    }

    private static BigInteger ToNano(BigInteger mantissa, int exponent)
    {
        if (exponent >= 0)
        {
            return BigInteger.Min(mantissa * BigInteger.Pow(10, exponent), MaxNano);
        }

        var divisor = BigInteger.Pow(10, -exponent);
        return BigInteger.Min((mantissa + divisor - 1) / divisor, MaxNano);
    }

    private static string FormatDecimal(decimal value, bool exponentNotation)
    {
        if (value == 0)
        {
            return "0";
        }

        var exponent = 0;
        while (decimal.Truncate(value) != value)
        {
            value *= 1000;
            exponent -= 3;
        }

        while (value % 1000 == 0 && exponent < 18)
        {
            value /= 1000;
            exponent += 3;
        }

        var suffix = exponent switch
        {
            0 => "",
            _ when exponentNotation => $"e{exponent}",
            -9 => "n",
            -6 => "u",
            -3 => "m",
            _ => DecimalSuffixes[(exponent / 3) - 1].ToString(),
        };
        return Digits(value) + suffix;
    }

    private static string Digits(decimal value) => value.ToString("0", CultureInfo.InvariantCulture);
}
