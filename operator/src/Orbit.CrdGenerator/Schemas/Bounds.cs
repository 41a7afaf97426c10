using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Orbit.CrdGenerator.Schemas;

/// <summary>Bounds of a number.</summary>
/// <param name="Minimum">Least value, or null.</param>
/// <param name="Maximum">Greatest value, or null.</param>
/// <param name="MinimumIsExclusive">Whether the least value itself is not allowed.</param>
/// <param name="MaximumIsExclusive">Whether the greatest value itself is not allowed.</param>
internal sealed record Bounds(decimal? Minimum, decimal? Maximum, bool MinimumIsExclusive, bool MaximumIsExclusive)
{
    // Beyond these a bound of a double means "none"; a decimal, which is written exactly, ends a little above.
    private const double Unbounded = 1e27;

    /// <summary>No bounds.</summary>
    public static Bounds None { get; } = new(null, null, false, false);

    /// <summary>The bounds that a <see cref="RangeAttribute"/> states; the ends of its type's range are no bounds.</summary>
    public static Bounds Of(RangeAttribute range) =>
        new(Bound(range.Minimum), Bound(range.Maximum), range.MinimumIsExclusive, range.MaximumIsExclusive);

    /// <summary>The bounds in words, such as <c>From 0 to 90.</c>; empty without bounds.</summary>
    public string InWords() => (Minimum, Maximum) switch
    {
        (null, null) => "",
        ({ } min, null) => MinimumIsExclusive ? $"Above {Text(min)}." : $"At least {Text(min)}.",
        (null, { } max) => MaximumIsExclusive ? $"Below {Text(max)}." : $"At most {Text(max)}.",
        ({ } min, { } max) when !MinimumIsExclusive && !MaximumIsExclusive => $"From {Text(min)} to {Text(max)}.",
        ({ } min, { } max) => $"{(MinimumIsExclusive ? "Above" : "At least")} {Text(min)}, {(MaximumIsExclusive ? "below" : "at most")} {Text(max)}.",
    };

    private static decimal? Bound(object value) => value switch
    {
        int i => i is int.MinValue or int.MaxValue ? null : i,
        double d => Math.Abs(d) >= Unbounded ? null : (decimal)d,
        _ => throw new NotSupportedException($"A range of {value.GetType()} has no schema."),
    };

    private static string Text(decimal value) => value.ToString("#,0.#########", CultureInfo.InvariantCulture);
}
