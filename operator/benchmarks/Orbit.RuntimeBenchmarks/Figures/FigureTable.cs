using System.Globalization;

namespace Orbit.RuntimeBenchmarks.Figures;

/// <summary>Writes figures as aligned lines: name, value, unit, target.</summary>
internal static class FigureTable
{
    /// <summary>One line a figure.</summary>
    public static string Of(IReadOnlyCollection<Figure> figures)
    {
        string[][] rows = [.. figures.Select(f => new[] { f.Name, Number(f.Value), f.Unit, f.Target ?? "-" })];
        int[] widths = [.. Enumerable.Range(0, 4).Select(column => rows.Select(row => row[column].Length).DefaultIfEmpty().Max())];
        return string.Join('\n', rows.Select(row =>
            $"{row[0].PadRight(widths[0])}  {row[1].PadLeft(widths[1])}  {row[2].PadRight(widths[2])}  {row[3]}".TrimEnd()));
    }

    // Three significant digits say all that a measurement on a shared machine can.
    private static string Number(double value)
    {
        var digits = value == 0 ? 0 : Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 4);
        return value.ToString($"F{digits}", CultureInfo.InvariantCulture);
    }
}
