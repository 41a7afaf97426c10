namespace Orbit.Benchmarks.Workloads;

/// <summary>A headline workload of `quick`: one file each, found by itself. Needs a constructor without parameters.</summary>
public interface IWorkload
{
    /// <summary>Measures, and gives each figure as soon as it is known.</summary>
    /// <param name="isWanted">Whether the figure of a name was asked for; what was not need not be measured.</param>
    IEnumerable<Measurement> Run(Func<string, bool> isWanted);
}
