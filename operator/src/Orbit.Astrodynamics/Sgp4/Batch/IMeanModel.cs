using Orbit.Astrodynamics.Numerics;

namespace Orbit.Astrodynamics.Sgp4.Batch;

/// <summary>The first half of SGP4, from constants and times to mean elements: for near-Earth or for deep-space satellites.</summary>
internal interface IMeanModel
{
    /// <summary>Doubles in a block.</summary>
    static abstract int BlockSize { get; }

    /// <summary>Writes the constants of a satellite to one lane of a block.</summary>
    static abstract void Write(Sgp4Propagator satellite, Span<double> block, int lane, long originTicks);

    /// <summary>
    /// Fills the mean elements of <paramref name="work"/> from its times. One satellite alone stands for all pairs, in all
    /// lanes of the first block; else there is one for each pair.
    /// </summary>
    static abstract void Run<V, TShape>(ref double blocks, ReadOnlySpan<Sgp4Propagator> satellites, ref double work, int count)
        where V : struct, ISimd<V>
        where TShape : IOrbitShape;
}
