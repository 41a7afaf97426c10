namespace Orbit.RuntimeBenchmarks.Figures;

/// <summary>Quantiles of repeated measurements.</summary>
internal static class Samples
{
    /// <summary>The value below which a share of the samples lies.</summary>
    /// <param name="samples">At least one.</param>
    /// <param name="share">0.5 for the median.</param>
    public static double Quantile(this IEnumerable<double> samples, double share)
    {
        double[] sorted = [.. samples.Order()];
        return sorted[(int)Math.Ceiling(share * (sorted.Length - 1))];
    }

    /// <summary>The median.</summary>
    public static double Median(this IEnumerable<double> samples) => samples.Quantile(0.5);
}
