using System.Globalization;

namespace Orbit.Benchmarks.Checks;

/// <summary>Thresholds and the machine they were measured on, as text: `name mean spread margin unit`, one a line.</summary>
public static class ThresholdFile
{
    private const string MachinePrefix = "# machine: ";

    /// <summary>Writes the thresholds of this machine.</summary>
    public static void Write(string path, IEnumerable<Threshold> thresholds) => File.WriteAllLines(path,
    [
        "# name mean spread margin unit: written by `make bench-record`, compared by `make bench-check`",
        MachinePrefix + Machine.Description,
        .. thresholds.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Name} {t.Mean:G5} {t.Spread:G3} {t.Margin:G3} {t.Unit}")),
    ]);

    /// <summary>Reads thresholds.</summary>
    /// <returns>The machine they were measured on, and the thresholds.</returns>
    /// <exception cref="InvalidDataException">A line is not as <see cref="Write"/> writes it; the message names it.</exception>
    public static (string Machine, IReadOnlyList<Threshold> Thresholds) Read(string path)
    {
        var machine = "";
        var thresholds = new List<Threshold>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.StartsWith(MachinePrefix, StringComparison.Ordinal))
            {
                machine = line[MachinePrefix.Length..];
            }
            else if (!line.StartsWith('#') && line.Length > 0)
            {
                var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                thresholds.Add(words.Length == 5 && Number(words[1], out var mean) && Number(words[2], out var spread) && Number(words[3], out var margin)
                    ? new Threshold(words[0], mean, spread, margin, words[4])
                    : throw new InvalidDataException(FormattableString.Invariant($"{path}, line {number}: '{line}' is not 'name mean spread margin unit'.")));
            }
        }

        return (machine, thresholds);
    }

    private static bool Number(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
