using Orbit.Visibility.Intervals;

namespace Orbit.Planning.Search;

/// <summary>Finds the slots of one satellite for one request, pass by pass, and only as far as the search looks.</summary>
internal sealed class SlotSource
{
    private readonly List<Interval> _common = [];
    private readonly List<Interval> _blocked = [];
    private RequestScope _scope = null!;
    private SatelliteState _satellite = null!;
    private int _nextPass;

    /// <summary>The slots found that can send up.</summary>
    public SlotList Uplinks { get; } = new();

    /// <summary>The slots found that can take down.</summary>
    public SlotList Downlinks { get; } = new();

    /// <summary>Begins anew with a satellite.</summary>
    public void Reset(RequestScope scope, SatelliteState satellite)
    {
        _scope = scope;
        _satellite = satellite;
        _nextPass = satellite.Satellite.Passes.FirstEndingAfter(scope.From);
        Uplinks.Clear();
        Downlinks.Clear();
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
    public static (long Start, long End) Usable(RequestScope scope, SatelliteState satellite, StationState station, int pass)
    {
        var window = satellite.Satellite.Passes.PassAt(pass).Window;
        var margin = satellite.Satellite.PassMargin.Ticks;
        return (
            Math.Max(Math.Max(window.StartTicks + margin, station.Earliest), scope.From),
            Math.Min(window.EndTicks - margin, scope.HorizonEnd));
    }

    private void AddSlots(int pass)
    {
        var link = _satellite.Links[_satellite.Satellite.Passes.StationAt(pass)];
        if (link.Station is not { } station || !link.Served)
        {
            return;
        }

        var up = _scope.UplinkAllowed[station.Index] ? Transfers.Ticks(_scope.UplinkBytes, link.UplinkBitsPerSecond) : -1;
        var down = _scope.DownlinkAllowed[station.Index] ? Transfers.Ticks(_scope.Request.DownlinkBytes, link.DownlinkBitsPerSecond) : -1;
        if (up < 0 && down < 0)
        {
            return;
        }

        var (start, end) = Usable(_scope, _satellite, station, pass);
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
            if (excluded.Interval.StartTicks < end && excluded.Interval.EndTicks > start
                && (excluded.Satellite is null || string.Equals(excluded.Satellite, _satellite.Satellite.Name, StringComparison.Ordinal))
                && (excluded.Station is null || string.Equals(excluded.Station, station.Station.Name, StringComparison.Ordinal)))
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

        var slot = new Slot(station, antenna, pass, _satellite.Satellite.Passes.PassAt(pass).Window.StartTicks, start, end, up, down);
        if (up >= 0)
        {
            Uplinks.Add(slot);
        }

        if (down >= 0)
        {
            Downlinks.Add(slot);
        }
    }
}
