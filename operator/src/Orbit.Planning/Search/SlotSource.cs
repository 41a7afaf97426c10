using Orbit.Visibility.Intervals;

namespace Orbit.Planning.Search;

/// <summary>Finds the slots of one satellite for one request, pass by pass, and only as far as the search looks.</summary>
internal sealed class SlotSource
{
    private readonly List<Interval> _common = [];
    private readonly List<Interval> _blocked = [];
    private readonly List<SlotList> _uplinks = [];
    private readonly List<SlotList> _downlinks = [];
    private readonly List<SlotList> _singles = [];
    private RequestScope _scope = null!;
    private SatelliteState _satellite = null!;
    private PriceClasses _classes = null!;
    private int _nextPass;

    /// <summary>Begins anew with a satellite.</summary>
    public void Reset(RequestScope scope, SatelliteState satellite, PriceClasses classes)
    {
        _scope = scope;
        _satellite = satellite;
        _classes = classes;
        _nextPass = satellite.Satellite.Passes.FirstEndingAfter(scope.From);
        Clear(_uplinks, classes.Uplinks.Count);
        Clear(_downlinks, classes.Downlinks.Count);
        Clear(_singles, classes.Singles.Count);
    }

    /// <summary>The slots found that can send up, at the stations of a class.</summary>
    public SlotList Uplinks(int priceClass) => _uplinks[priceClass];

    /// <summary>The slots found that can take down, at the stations of a class.</summary>
    public SlotList Downlinks(int priceClass) => _downlinks[priceClass];

    /// <summary>The slots found that can do both, at the stations of a class.</summary>
    public SlotList Singles(int priceClass) => _singles[priceClass];

    /// <summary>Whether <paramref name="slots"/> has a slot at a place, in a pass that begins by <paramref name="until"/>; finds more if need be.</summary>
    public bool Has(SlotList slots, int place, long until)
    {
        while (place >= slots.Count)
        {
            if (!TryAdvance(until))
            {
                return false;
            }
        }

        return slots[place].PassStart <= until;
    }

    /// <summary>Finds the slots of the next pass.</summary>
    /// <returns>False when no further pass begins by <paramref name="until"/> ticks.</returns>
    public bool TryAdvance(long until)
    {
        var passes = _satellite.Satellite.Passes;
        if (_nextPass >= passes.Count || passes.PassAt(_nextPass).Window.StartTicks > until)
        {
            return false;
        }

        AddSlots(_nextPass++);
        return true;
    }

    /// <summary>The stretch of a pass in which a contact may lie if nothing is booked; empty where its end is not after its start.</summary>
    public static (long Start, long End) Usable(RequestScope scope, SatelliteState satellite, StationState station, in Link link, int pass)
    {
        var window = satellite.Satellite.Passes.PassAt(pass).Window;
        return (
            Math.Max(Math.Max(window.StartTicks + link.TrimStart, station.Earliest), scope.From),
            Math.Min(window.EndTicks - link.TrimEnd, scope.HorizonEnd));
    }

    private void AddSlots(int pass)
    {
        var link = _satellite.Links[_satellite.Satellite.Passes.StationAt(pass)];
        var up = _scope.UplinkTicks(link);
        var down = _scope.DownlinkTicks(link);
        if (link.Station is not { IsLedgerFull: false } station || (up < 0 && down < 0))
        {
            return;
        }

        var (start, end) = Usable(_scope, _satellite, station, link, pass);
        if (end <= start)
        {
            return;
        }

        _common.Clear();
        _satellite.Contacts.Collect(start, end, 0, _common);
        station.Maintenance.Collect(start, end, 0, _common);
        AddExclusions(station, start, end);
        for (var antenna = 0; antenna < station.Antennas.Length; antenna++)
        {
            _blocked.Clear();
            _blocked.AddRange(_common);
            var booked = station.Antennas[antenna].Collect(start, end, station.Turnaround, _blocked);
            AddFreeStretches(station, antenna, pass, start, end, up, down);
            if (!booked)
            {
                // Whatever fits on another antenna fits on one that is not booked at all in this pass.
                break;
            }
        }
    }

    private void AddExclusions(StationState station, long start, long end)
    {
        foreach (var excluded in _scope.Request.ExcludedWindows)
        {
            if (excluded.Concerns(_satellite.Satellite.Name, station.Station.Name, start, end))
            {
                _common.Add(excluded.Interval);
            }
        }
    }

    private void AddFreeStretches(StationState station, int antenna, int pass, long start, long end, long up, long down)
    {
        if (_blocked.Count > 1)
        {
            _blocked.Sort();
        }

        var free = start;
        foreach (var span in _blocked)
        {
            if (span.StartTicks > free)
            {
                AddSlot(station, antenna, pass, free, span.StartTicks, up, down);
            }

            free = Math.Max(free, span.EndTicks);
        }

        AddSlot(station, antenna, pass, free, end, up, down);
    }

    private void AddSlot(StationState station, int antenna, int pass, long start, long end, long up, long down)
    {
        var room = end - start;
        var margin = _scope.Rules.TransferMargin.Ticks;
        if (up >= 0 && Math.Max(up + margin, station.MinimumContact) > room)
        {
            up = -1;
        }

        if (down >= 0 && Math.Max(down + margin, station.MinimumContact) > room)
        {
            down = -1;
        }

        if (up < 0 && down < 0)
        {
            return;
        }

        var place = _satellite.Satellite.Passes.StationAt(pass);
        var slot = new Slot(station, antenna, pass, _satellite.Satellite.Passes.PassAt(pass).Window.StartTicks, start, end, up, down);
        if (up >= 0)
        {
            _uplinks[_classes.OfUplink(place)].Add(slot);
        }

        if (down >= 0)
        {
            _downlinks[_classes.OfDownlink(place)].Add(slot);
        }

        if (up >= 0 && down >= 0)
        {
            _singles[_classes.OfSingle(place)].Add(slot);
        }
    }

    private static void Clear(List<SlotList> lists, int count)
    {
        while (lists.Count < count)
        {
            lists.Add(new SlotList());
        }

        foreach (var list in lists)
        {
            list.Clear();
        }
    }
}
