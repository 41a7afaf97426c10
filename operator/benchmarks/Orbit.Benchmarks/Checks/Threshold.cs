using Orbit.Benchmarks.Workloads;

namespace Orbit.Benchmarks.Checks;

/// <summary>What a figure was in several runs, and how much worse it may become.</summary>
/// <param name="Name">The figure's name.</param>
/// <param name="Mean">Mean over the runs, in <paramref name="Unit"/>.</param>
/// <param name="Spread">Sample standard deviation over the runs, in <paramref name="Unit"/>.</param>
/// <param name="Margin">Share of the mean by which a figure may be worse: 0.2 is a fifth.</param>
/// <param name="Unit">The figure's unit.</param>
public sealed record Threshold(string Name, double Mean, double Spread, double Margin, string Unit)
{
    // What is within the noise of a machine that others use too is no regression.
    private const double LeastMargin = 0.15;
    private const double SpreadsAllowed = 4;

    /// <summary>Whether more is better: rates, as opposed to times.</summary>
    public bool HigherIsBetter => Unit.EndsWith("/s", StringComparison.Ordinal);

    /// <summary>The worst value that passes.</summary>
    public double Limit => HigherIsBetter ? Mean * (1 - Margin) : Mean * (1 + Margin);

    /// <summary>The threshold that several runs of one figure give; the margin is four spreads, and 15 % at least.</summary>
    public static Threshold Of(IReadOnlyList<Measurement> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var mean = runs.Average(r => r.Value);
        var spread = Math.Sqrt(runs.Sum(r => (r.Value - mean) * (r.Value - mean)) / Math.Max(1, runs.Count - 1));
        return new Threshold(runs[0].Name, mean, spread, Math.Round(Math.Max(LeastMargin, SpreadsAllowed * spread / mean), 2), runs[0].Unit);
    }

    /// <summary>Whether a figure is no worse than the limit; a figure that is no number is.</summary>
    public bool Holds(double value) => HigherIsBetter ? value >= Limit : value <= Limit;
}
