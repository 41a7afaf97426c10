using Orbit.Planning.Search;
using Orbit.Visibility.Contacts;

namespace Orbit.Planning.Fleets;

/// <summary>All passes of one satellite over all stations, in the order in which they begin.</summary>
/// <remarks>
/// Immutable, so that it can be kept from snapshot to snapshot for as long as neither the satellite's elements nor the
/// stations change: sorting is paid for once and not in every round of planning.
/// </remarks>
public sealed class PassTimeline
{
    private readonly string[] _stations;
    private readonly Pass[] _passes;
    private readonly int[] _stationOf;

    // The latest end among this pass and all earlier ones: it never falls, so the first pass that is still up at an
    // instant is found by bisection even where a long pass began before many short ones.
    private readonly long[] _latestEnd;

    private PassTimeline(string[] stations, Pass[] passes, int[] stationOf)
    {
        _stations = stations;
        _passes = passes;
        _stationOf = stationOf;
        _latestEnd = new long[passes.Length];
        var latest = long.MinValue;
        for (var i = 0; i < passes.Length; i++)
        {
            latest = Math.Max(latest, passes[i].Window.EndTicks);
            _latestEnd[i] = latest;
        }
    }

    /// <summary>A satellite that no station sees.</summary>
    public static PassTimeline Empty { get; } = new([], [], []);

    /// <summary>The stations that the timeline was made from, in ordinal order of their names, those without a pass included.</summary>
    public IReadOnlyList<string> Stations => _stations;

    /// <summary>How many passes there are.</summary>
    public int Count => _passes.Length;

    /// <summary>The pass at a place in the order of starts.</summary>
    public StationPass this[int index] => new(_stations[_stationOf[index]], _passes[index]);

    /// <summary>Merges the passes over each station into one timeline; their order does not matter.</summary>
    /// <exception cref="ArgumentException">A station comes twice.</exception>
    public static PassTimeline Create(IEnumerable<KeyValuePair<string, IReadOnlyList<Pass>>> passesByStation)
    {
        ArgumentNullException.ThrowIfNull(passesByStation);
        var sorted = passesByStation.OrderBy(p => p.Key, StringComparer.Ordinal).ToArray();
        for (var i = 1; i < sorted.Length; i++)
        {
            if (string.Equals(sorted[i].Key, sorted[i - 1].Key, StringComparison.Ordinal))
            {
                throw new ArgumentException($"Station {sorted[i].Key} comes twice.", nameof(passesByStation));
            }
        }

        var total = sorted.Sum(p => p.Value.Count);
        var passes = new Pass[total];
        var order = new (long Start, long End, int Station)[total];
        var n = 0;
        for (var station = 0; station < sorted.Length; station++)
        {
            foreach (var pass in sorted[station].Value)
            {
                passes[n] = pass;
                order[n++] = (pass.Window.StartTicks, pass.Window.EndTicks, station);
            }
        }

        // The key is unique where a station's passes don't overlap, so the order does not depend on the input's.
        Array.Sort(order, passes);
        return new PassTimeline([.. sorted.Select(p => p.Key)], passes, Array.ConvertAll(order, o => o.Station));
    }

    /// <summary>The pass at a place in the order of starts, without its station's name.</summary>
    internal ref readonly Pass PassAt(int index) => ref _passes[index];

    /// <summary>The place in <see cref="Stations"/> of a pass's station.</summary>
    internal int StationAt(int index) => _stationOf[index];

    /// <summary>The first pass that may end after <paramref name="ticks"/>: no earlier one does.</summary>
    internal int FirstEndingAfter(long ticks) => Bisection.FirstAbove(_latestEnd, ticks);
}
