namespace Orbit.Planning.Search;

/// <summary>
/// For one satellite and one request, the stations in classes of equal cost, apart for uplinks, downlinks and single
/// contacts. What a contact costs follows from the station alone, whenever it is: so once the cheapest class has served, dearer
/// ones need no look.
/// </summary>
/// <remarks>Where cost does not come first there is one class of each kind, and it costs nothing.</remarks>
internal sealed class PriceClasses
{
    private readonly List<decimal> _uplinkCosts = [];
    private readonly List<decimal> _downlinkCosts = [];
    private readonly List<decimal> _singleCosts = [];
    private (decimal Up, decimal Down, decimal Single)[] _ofStation = [];
    private bool _uniform;

    /// <summary>What a contact of each class for an uplink costs, the cheapest first.</summary>
    public IReadOnlyList<decimal> Uplinks => _uplinkCosts;

    /// <summary>What a contact of each class for a downlink costs, the cheapest first.</summary>
    public IReadOnlyList<decimal> Downlinks => _downlinkCosts;

    /// <summary>What a contact of each class for both directions costs, the cheapest first.</summary>
    public IReadOnlyList<decimal> Singles => _singleCosts;

    /// <summary>Makes the classes.</summary>
    /// <param name="scope">The request.</param>
    /// <param name="satellite">The satellite.</param>
    /// <param name="compute">How long its work takes, ticks.</param>
    /// <param name="byCost">Whether cost comes first.</param>
    public void Reset(RequestScope scope, SatelliteState satellite, long compute, bool byCost)
    {
        _uplinkCosts.Clear();
        _downlinkCosts.Clear();
        _singleCosts.Clear();
        _uniform = !byCost;
        if (_uniform)
        {
            _uplinkCosts.Add(0);
            _downlinkCosts.Add(0);
            _singleCosts.Add(0);
            return;
        }

        var links = satellite.Links;
        if (_ofStation.Length < links.Length)
        {
            _ofStation = new (decimal, decimal, decimal)[links.Length];
        }

        var margin = scope.Rules.TransferMargin.Ticks;
        for (var i = 0; i < links.Length; i++)
        {
            if (links[i].Station is { } station)
            {
                var up = scope.UplinkTicks(links[i]);
                var down = scope.DownlinkTicks(links[i]);
                _ofStation[i] = (
                    Class(_uplinkCosts, station, up >= 0, up + margin),
                    Class(_downlinkCosts, station, down >= 0, down + margin),
                    Class(_singleCosts, station, up >= 0 && down >= 0, up + compute + scope.Rules.ComputeMargin.Ticks + down + margin));
            }
        }
    }

    /// <summary>The class of a station for uplinks; the station is named by its place in the satellite's timeline.</summary>
    public int OfUplink(int station) => _uniform ? 0 : _uplinkCosts.BinarySearch(_ofStation[station].Up);

    /// <summary>The class of a station for downlinks.</summary>
    public int OfDownlink(int station) => _uniform ? 0 : _downlinkCosts.BinarySearch(_ofStation[station].Down);

    /// <summary>The class of a station for single contacts.</summary>
    public int OfSingle(int station) => _uniform ? 0 : _singleCosts.BinarySearch(_ofStation[station].Single);

    private static decimal Class(List<decimal> costs, StationState station, bool possible, long ticks)
    {
        if (!possible)
        {
            return -1;
        }

        var cost = station.PriceOf(Math.Max(ticks, station.MinimumContact));
        var place = costs.BinarySearch(cost);
        if (place < 0)
        {
            costs.Insert(~place, cost);
        }

        return cost;
    }
}
