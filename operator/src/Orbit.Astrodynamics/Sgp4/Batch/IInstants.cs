using Orbit.Astrodynamics.Numerics;

namespace Orbit.Astrodynamics.Sgp4.Batch;

/// <summary>The instants that one satellite is propagated to.</summary>
internal interface IInstants
{
    /// <summary>
    /// Writes the minutes since the epoch of instants <paramref name="from"/> to <paramref name="from"/> +
    /// <paramref name="count"/> to the start of <paramref name="minutes"/>, filled up with some number to whole vectors.
    /// </summary>
    void Write<V>(int from, int count, scoped Span<double> minutes)
        where V : struct, ISimd<V>;
}
