using BenchmarkDotNet.Running;
using Orbit.Benchmarks.Workloads;

// `quick [part of a name]` measures the headline workloads in under a minute; everything else is BenchmarkDotNet's.
if (args is ["quick", ..])
{
    foreach (var workload in Workload.All)
    {
        foreach (var measurement in workload.Run(name => args.Length == 1 || name.Contains(args[1], StringComparison.OrdinalIgnoreCase)))
        {
            Console.WriteLine(measurement);
        }
    }

    return 0;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
