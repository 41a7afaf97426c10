using Orbit.Astrodynamics.Sgp4.Batch;

namespace Orbit.Astrodynamics.Sgp4;

/// <summary>
/// Many satellites propagated together, near-Earth and deep-space ones in any order; states come in the order of the
/// satellites given.
/// </summary>
/// <remarks>Immutable once created, and safe on any number of threads; propagating on one thread allocates nothing.</remarks>
public sealed class Sgp4Batch
{
    private readonly Sgp4Propagator[] _satellites;
    private readonly SatelliteGroup<NearEarthKernel>[] _nearEarth;
    private readonly SatelliteGroup<DeepSpaceKernel>[] _deepSpace;

    // Epochs are kept as ticks from one of them, which a double holds exactly to 28 years.
    private readonly long _originTicks;

    private Sgp4Batch(Sgp4Propagator[] satellites)
    {
        _satellites = satellites;
        _originTicks = satellites.Length == 0 ? 0 : satellites[0].EpochTicks;
        _nearEarth = Groups<NearEarthKernel>(deepSpace: false);
        _deepSpace = Groups<DeepSpaceKernel>(deepSpace: true);
    }

    /// <summary>Number of satellites.</summary>
    public int Count => _satellites.Length;

    /// <summary>The satellite at <paramref name="index"/> of the list that the batch was created from.</summary>
    public Sgp4Propagator this[int index] => _satellites[index];

    /// <summary>A batch of <paramref name="satellites"/>, which may be none.</summary>
    /// <exception cref="ArgumentException">An entry of the list is null.</exception>
    public static Sgp4Batch Create(IReadOnlyList<Sgp4Propagator> satellites)
    {
        ArgumentNullException.ThrowIfNull(satellites);
        for (var k = 0; k < satellites.Count; k++)
        {
            if (satellites[k] is null)
            {
                throw new ArgumentException(FormattableString.Invariant($"The satellite at index {k} is null."), nameof(satellites));
            }
        }

        return new Sgp4Batch([.. satellites]);
    }

    /// <summary>The TEME states of all satellites at <paramref name="instant"/>, km and km/s.</summary>
    /// <exception cref="ArgumentException"><paramref name="states"/> does not hold one state a satellite.</exception>
    public void Propagate(DateTimeOffset instant, StateSpans states) => PropagateTicks(instant.UtcTicks, states);

    /// <summary>As <see cref="Propagate(DateTimeOffset, StateSpans)"/>, at a count of <see cref="DateTimeOffset.UtcTicks"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="states"/> does not hold one state a satellite.</exception>
    public void PropagateTicks(long utcTicks, StateSpans states)
    {
        RequireLength(states.Length, 1);
        foreach (var group in _nearEarth)
        {
            BatchWidth.Propagate(group, utcTicks - _originTicks, states);
        }

        foreach (var group in _deepSpace)
        {
            BatchWidth.Propagate(group, utcTicks - _originTicks, states);
        }
    }

    /// <summary>
    /// The TEME states of all satellites at <paramref name="count"/> instants from <paramref name="start"/> in steps of
    /// <paramref name="step"/>, satellite by satellite: that of satellite s at instant k stands at s × count + k.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="count"/> is negative, or <paramref name="states"/> does not hold count states a satellite.
    /// </exception>
    public void Propagate(DateTimeOffset start, TimeSpan step, int count, StateSpans states)
    {
        RequireGrid(count, states.Length);
        for (var k = 0; k < _satellites.Length; k++)
        {
            _satellites[k].PropagateTicks(start.UtcTicks, step.Ticks, states.Slice(k * count, count));
        }
    }

    /// <summary>
    /// As <see cref="Propagate(DateTimeOffset, TimeSpan, int, StateSpans)"/>, with the satellites shared out among at most
    /// <paramref name="degreeOfParallelism"/> threads; the states are the same to the last bit.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="count"/> is negative, <paramref name="degreeOfParallelism"/> is not positive, or
    /// <paramref name="states"/> does not hold count states a satellite.
    /// </exception>
    public void Propagate(DateTimeOffset start, TimeSpan step, int count, StateBuffer states, int degreeOfParallelism)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentOutOfRangeException.ThrowIfLessThan(degreeOfParallelism, 1);
        RequireGrid(count, states.Length);
        Parallel.For(
            0,
            _satellites.Length,
            new ParallelOptions { MaxDegreeOfParallelism = degreeOfParallelism },
            k => _satellites[k].PropagateTicks(start.UtcTicks, step.Ticks, states.Slice(k * count, count)));
    }

    private SatelliteGroup<TModel>[] Groups<TModel>(bool deepSpace)
        where TModel : IMeanModel =>
        [Group<TModel>(deepSpace, nearCircular: true), Group<TModel>(deepSpace, nearCircular: false)];

    private SatelliteGroup<TModel> Group<TModel>(bool deepSpace, bool nearCircular)
        where TModel : IMeanModel
    {
        int[] places =
        [
            .. Enumerable.Range(0, Count).Where(k => _satellites[k].IsDeepSpace == deepSpace && _satellites[k].IsNearCircular == nearCircular),
        ];
        return new SatelliteGroup<TModel>([.. places.Select(k => _satellites[k])], places, nearCircular, _originTicks);
    }

    private void RequireGrid(int count, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        RequireLength(length, count);
    }

    private void RequireLength(int length, int perSatellite)
    {
        var expected = (long)perSatellite * Count;
        if (length != expected)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The memory for states holds {length}; {Count} satellites need {expected}, {perSatellite} for each."),
                "states");
        }
    }
}
