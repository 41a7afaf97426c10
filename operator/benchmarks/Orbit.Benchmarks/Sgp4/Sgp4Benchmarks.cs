using BenchmarkDotNet.Attributes;
using Orbit.Astrodynamics.Frames;
using Orbit.Astrodynamics.Sgp4;

namespace Orbit.Benchmarks.Sgp4;

/// <summary>SGP4 one state at a time and in batches, by BenchmarkDotNet; time and memory a state.</summary>
[MemoryDiagnoser]
public class Sgp4Benchmarks
{
    private const int Count = 1440;

    private readonly StateBuffer _states = new(Count);
    private readonly double[] _minutes = [.. Enumerable.Range(0, Count).Select(k => (double)k)];
    private Sgp4Propagator _satellite = null!;
    private Sgp4Batch _batch = null!;

    /// <summary>Near-Earth or deep-space satellites.</summary>
    [Params(false, true)]
    public bool DeepSpace { get; set; }

    /// <summary>As many satellites as instants, so that all figures are of 1440 states.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var satellites = DeepSpace ? Catalogue.DeepSpace : Catalogue.NearEarth;
        _satellite = satellites[0];
        _batch = Sgp4Batch.Create([.. Enumerable.Range(0, Count).Select(k => satellites[k % satellites.Count])]);
    }

    /// <summary>One state at a time.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public StateVector Scalar()
    {
        var last = default(StateVector);
        foreach (var minutes in _minutes)
        {
            _satellite.Propagate(minutes, out last);
        }

        return last;
    }

    /// <summary>One satellite at many instants.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public void ManyTimes() => _satellite.Propagate(_minutes, _states.Spans);

    /// <summary>One satellite at evenly spaced instants.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public void UniformTimes() => _satellite.PropagateTicks(Catalogue.Start.UtcTicks, TimeSpan.TicksPerMinute, _states.Spans);

    /// <summary>Many satellites at one instant.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public void ManySatellites() => _batch.Propagate(Catalogue.Start, _states.Spans);
}
