namespace Orbit.Astrodynamics.Sgp4.Batch;

/// <summary>Satellites of a batch that one model propagates, their constants side by side in blocks.</summary>
/// <typeparam name="TModel">The model.</typeparam>
internal sealed class SatelliteGroup<TModel>
    where TModel : IMeanModel
{
    private readonly double[] _blocks;
    private readonly Sgp4Propagator[] _satellites;
    private readonly int[] _places;

    /// <summary>A group of <paramref name="satellites"/>, whose states belong to <paramref name="places"/> of the caller's.</summary>
    public SatelliteGroup(Sgp4Propagator[] satellites, int[] places, bool isNearCircular, long originTicks)
    {
        IsNearCircular = isNearCircular;
        _satellites = satellites;
        _places = places;
        var lanes = (satellites.Length + Block.Lanes - 1) / Block.Lanes * Block.Lanes;
        _blocks = new double[lanes / Block.Lanes * TModel.BlockSize];
        for (var k = 0; k < lanes; k++)
        {
            // The last satellite fills up the last block: harmless company for the others.
            var satellite = satellites[Math.Min(k, satellites.Length - 1)];
            TModel.Write(satellite, _blocks.AsSpan(Block.Offset<TModel>(k - (k % Block.Lanes)), TModel.BlockSize), k % Block.Lanes, originTicks);
        }
    }

    /// <summary>Number of satellites.</summary>
    public int Count => _satellites.Length;

    /// <summary>Whether all have a small eccentricity at epoch.</summary>
    public bool IsNearCircular { get; }

    /// <summary>The satellites.</summary>
    public ReadOnlySpan<Sgp4Propagator> Satellites => _satellites;

    /// <summary>The blocks from that of satellite <paramref name="from"/>, the first of its block.</summary>
    public Span<double> BlocksFrom(int from) => _blocks.AsSpan(Block.Offset<TModel>(from));

    /// <summary>Whether the states of some satellites are wanted in a row, and from where.</summary>
    public bool TryGetRange(int from, int count, out int start)
    {
        start = _places[from];
        return _places[from + count - 1] - start == count - 1;
    }

    /// <summary>Copies the first states of <paramref name="staging"/>, those of the satellites from <paramref name="from"/>, to their places.</summary>
    public void Scatter(StateSpans staging, int from, int count, StateSpans states)
    {
        for (var k = 0; k < count;)
        {
            // As many in a row as are wanted in a row.
            var place = _places[from + k];
            var run = 1;
            while (k + run < count && _places[from + k + run] == place + run)
            {
                run++;
            }

            staging.CopyTo(k, states, place, run);
            k += run;
        }
    }
}
