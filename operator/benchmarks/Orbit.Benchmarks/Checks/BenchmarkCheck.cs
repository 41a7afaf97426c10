using System.Globalization;
using Orbit.Benchmarks.Workloads;

namespace Orbit.Benchmarks.Checks;

/// <summary>Records what the headline workloads take on a machine, and compares later runs with it.</summary>
public static class BenchmarkCheck
{
    private const int RecordedRuns = 5;

    /// <summary>Measures the headline workloads several times and writes what they took.</summary>
    public static int Record(string path)
    {
        var runs = new List<Measurement>();
        for (var run = 1; run <= RecordedRuns; run++)
        {
            Console.Error.WriteLine(FormattableString.Invariant($"run {run} of {RecordedRuns}"));
            runs.AddRange(Headlines.Run());
        }

        ThresholdFile.Write(path, runs.GroupBy(r => r.Name, StringComparer.Ordinal).Select(g => Threshold.Of([.. g])));
        return 0;
    }

    /// <summary>Measures the headline workloads once and compares them.</summary>
    /// <returns>0: none is worse than its margin allows; 1: one is; 2: nothing was recorded, or on another machine.</returns>
    public static int Compare(string path)
    {
        if (!File.Exists(path))
        {
            Console.Error.WriteLine($"There is no {path}: 'make bench-record' records this machine.");
            return 2;
        }

        var (machine, thresholds) = ThresholdFile.Read(path);
        if (!string.Equals(machine, Machine.Description, StringComparison.Ordinal))
        {
            Console.Error.WriteLine($"{path} was recorded on '{machine}', this is '{Machine.Description}': 'make bench-record' records this one.");
            return 2;
        }

        var measured = Headlines.Run().ToDictionary(m => m.Name, StringComparer.Ordinal);
        var worse = 0;
        foreach (var threshold in thresholds)
        {
            var holds = measured.TryGetValue(threshold.Name, out var measurement) && threshold.Holds(measurement.Value);
            worse += holds ? 0 : 1;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{(holds ? "ok   " : "WORSE")} {threshold.Name,-46} {measurement?.Value ?? double.NaN,12:G4} {threshold.Unit,-15} mean {threshold.Mean:G4}, limit {threshold.Limit:G4}"));
        }

        return worse == 0 ? 0 : 1;
    }
}
