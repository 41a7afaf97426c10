using Orbit.Astrodynamics.Numerics;

namespace Orbit.Astrodynamics.Sgp4.Batch;

/// <summary>Instants as the caller lists them, minutes since the epoch.</summary>
internal readonly ref struct ListedInstants(ReadOnlySpan<double> minutesSinceEpoch) : IInstants
{
    private readonly ReadOnlySpan<double> _minutes = minutesSinceEpoch;

    /// <inheritdoc/>
    public void Write<V>(int from, int count, scoped Span<double> minutes)
        where V : struct, ISimd<V>
    {
        _minutes.Slice(from, count).CopyTo(minutes);
        minutes[count..Lanes.WholeVectors<V>(count)].Clear();
    }
}
