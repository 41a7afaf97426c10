using System.Globalization;
using BenchmarkDotNet.Running;
using Orbit.Benchmarks.Checks;
using Orbit.Benchmarks.Workloads;

switch (args)
{
    case ["quick"]: // the headline figures, in under a minute
        return Print(Headlines.Run());
    case ["workloads", .. var part]: // every figure, or those with a part in their name
        return Print(Workload.All.SelectMany(w => w.Run(name => part.Length == 0 || name.Contains(part[0], StringComparison.OrdinalIgnoreCase))));
    case ["growth", .. var satellites]: // fleets that stream through: a hundred thousand and a million satellites, or as many as said
        return Print(satellites.Length > 0 ? Growth.Run(int.Parse(satellites[0], CultureInfo.InvariantCulture)) : Growth.Run(100_000).Concat(Growth.Run(1_000_000)));
    case ["record", var path]: // what the headline figures are on this machine
        return BenchmarkCheck.Record(path);
    case ["check", var path]: // whether they have become worse
        return BenchmarkCheck.Compare(path);
    default: // BenchmarkDotNet and its options
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
}

static int Print(IEnumerable<Measurement> measurements)
{
    foreach (var measurement in measurements)
    {
        Console.WriteLine(measurement);
    }

    return 0;
}
