using System.Globalization;

namespace Orbit.Simulator.Constellations;

/// <summary>Kubernetes quantities: <c>150M</c>, <c>64Ki</c>, <c>1.5e6</c>.</summary>
internal static class Quantity
{
    private static readonly Dictionary<string, decimal> Suffixes = new(StringComparer.Ordinal)
    {
        [""] = 1,
        ["m"] = 0.001m,
        ["k"] = 1e3m,
        ["M"] = 1e6m,
        ["G"] = 1e9m,
        ["T"] = 1e12m,
        ["P"] = 1e15m,
        ["Ki"] = 1L << 10,
        ["Mi"] = 1L << 20,
        ["Gi"] = 1L << 30,
        ["Ti"] = 1L << 40,
        ["Pi"] = 1L << 50,
    };

    /// <summary>Reads a quantity of at most 10¹⁸ and not negative.</summary>
    public static bool TryParse(string text, out decimal value)
    {
        var number = text.AsSpan().TrimEnd("mkKMGTPi");
        value = 0;
        if (!Suffixes.TryGetValue(text[number.Length..], out var factor)
            || !decimal.TryParse(number, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var parsed)
            || parsed < 0
            || parsed > 1e18m / factor)
        {
            return false;
        }

        value = parsed * factor;
        return true;
    }
}
