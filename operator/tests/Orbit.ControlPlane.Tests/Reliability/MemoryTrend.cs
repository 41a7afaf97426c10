namespace Orbit.ControlPlane.Tests.Reliability;

/// <summary>Where memory goes over a simulated day.</summary>
internal static class MemoryTrend
{
    /// <summary>The medians of physical memory, MiB, in the first quarter of the time after a warm-up and in the last.</summary>
    /// <param name="samples">In order of time, enough for four after the warm-up.</param>
    /// <param name="warmUp">Simulated minutes.</param>
    public static (double Early, double Late) Of(IReadOnlyList<MemorySample> samples, int warmUp)
    {
        double[] after = [.. samples.Where(s => s.Minute > warmUp).Select(s => s.ResidentMebibytes)];
        var quarter = after.Length / 4;
        return (Median(after[..quarter]), Median(after[^quarter..]));
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
