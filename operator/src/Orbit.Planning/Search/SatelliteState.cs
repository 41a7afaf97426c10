using Orbit.Planning.Fleets;
using Orbit.Planning.Requests;

namespace Orbit.Planning.Search;

/// <summary>A satellite and what is booked for it, in a round of planning.</summary>
internal sealed class SatelliteState(Satellite satellite, int index, IReadOnlyDictionary<string, StationState> stations, double rateShare)
{
    private Link[]? _links;
    private Dictionary<string, long>? _ends;

    /// <summary>The satellite.</summary>
    public Satellite Satellite { get; } = satellite;

    /// <summary>Its place among all satellites in the order of their names.</summary>
    public int Index { get; } = index;

    /// <summary>When its radio is taken: it talks to one station at a time.</summary>
    public Calendar Contacts { get; } = new();

    /// <summary>When its accelerators are taken.</summary>
    public ComputeCalendar Compute { get; } = ComputeCalendar.Of(satellite);

    /// <summary>The link to each station of its timeline; made when first asked for, because most satellites of a large fleet are not.</summary>
    public Link[] Links => _links ??= MakeLinks();

    /// <summary>Takes accelerators for what is on board or planned, each when it is expected to run.</summary>
    public void Reserve(IReadOnlyList<ComputeReservation> reservations, long now)
    {
        var coolDown = Satellite.Thermal?.CoolDown.Ticks ?? 0;
        var expected = ComputeForecast.Of(Satellite, reservations);
        _ends = new Dictionary<string, long>(reservations.Count, StringComparer.Ordinal);
        for (var i = 0; i < expected.Length; i++)
        {
            _ends[reservations[i].Job] = expected[i].EndTicks;
            if (expected[i].EndTicks + coolDown > now)
            {
                Compute.Add(reservations[i].Arrival.UtcTicks, expected[i]);
            }
        }
    }

    /// <summary>The earliest instant, ticks, at which a result may be taken down: when it is ready as the request says, and a margin after its work is expected to end.</summary>
    public long ReadyToTakeDown(DownlinkRequest request, PlanningRules rules) =>
        Math.Max(request.Ready.UtcTicks, _ends?.TryGetValue(request.Key, out var end) is true ? end + rules.ComputeMargin.Ticks : 0);

    private Link[] MakeLinks()
    {
        var names = Satellite.Passes.Stations;
        var links = new Link[names.Count];
        for (var i = 0; i < links.Length; i++)
        {
            if (stations.TryGetValue(names[i], out var state))
            {
                var station = state.Station;
                var (up, down) = BestRates(station.Bands);
                var trim = Satellite.PassTrims.GetValueOrDefault(station.Name);
                links[i] = new Link(
                    state,
                    station.Available && station.SatelliteSelector?.Invoke(Satellite.Labels) != false,
                    up * rateShare,
                    down * rateShare,
                    Satellite.PassMargin.Ticks + trim.Start.Ticks,
                    Satellite.PassMargin.Ticks + trim.End.Ticks);
            }
        }

        return links;
    }

    private (double Up, double Down) BestRates(IReadOnlyList<RadioBand> stationBands)
    {
        double up = 0, down = 0;
        for (var i = 0; i < Satellite.Bands.Count; i++)
        {
            var mine = Satellite.Bands[i];
            for (var j = 0; j < stationBands.Count; j++)
            {
                var theirs = stationBands[j];
                if (string.Equals(mine.Name, theirs.Name, StringComparison.Ordinal))
                {
                    up = Math.Max(up, Math.Min(mine.UplinkBitsPerSecond, theirs.UplinkBitsPerSecond));
                    down = Math.Max(down, Math.Min(mine.DownlinkBitsPerSecond, theirs.DownlinkBitsPerSecond));
                }
            }
        }

        return (up, down);
    }
}
