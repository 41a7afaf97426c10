using System.Diagnostics;

namespace Orbit.Benchmarks.Workloads;

/// <summary>Finding and timing workloads.</summary>
public static class Workload
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.3);

    private const int Runs = 51;

    /// <summary>All workloads of this program, by name.</summary>
    public static IEnumerable<IWorkload> All =>
        typeof(IWorkload).Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(IWorkload)) && type is { IsAbstract: false, IsInterface: false })
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (IWorkload)Activator.CreateInstance(type)!);

    /// <summary>Median seconds of <paramref name="action"/>, warmed up; 51 runs unless said.</summary>
    /// <remarks>On a machine that others use too, runs of a millisecond are mostly undisturbed, and the median is of those.</remarks>
    public static double Seconds(Action action, int runs = Runs)
    {
        ArgumentNullException.ThrowIfNull(action);
        var start = Stopwatch.GetTimestamp();
        do
        {
            action();
        }
        while (Stopwatch.GetElapsedTime(start) < WarmUp);

        var seconds = new double[runs];
        for (var k = 0; k < runs; k++)
        {
            start = Stopwatch.GetTimestamp();
            action();
            seconds[k] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(seconds);
        return 0.5 * (seconds[(runs - 1) / 2] + seconds[runs / 2]);
    }

    /// <summary>Items a second, of an action that does <paramref name="items"/>.</summary>
    public static double PerSecond(long items, Action action, int runs = Runs) => items / Seconds(action, runs);
}
