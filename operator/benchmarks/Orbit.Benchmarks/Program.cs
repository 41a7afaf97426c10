using System.Globalization;
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

// `growth [satellites]` lets fleets stream through: a hundred thousand and a million satellites, or as many as said.
if (args is ["growth", ..])
{
    foreach (var measurement in args.Length > 1 ? Growth.Run(int.Parse(args[1], CultureInfo.InvariantCulture)) : Growth.Run(100_000).Concat(Growth.Run(1_000_000)))
    {
        Console.WriteLine(measurement);
    }

    return 0;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
