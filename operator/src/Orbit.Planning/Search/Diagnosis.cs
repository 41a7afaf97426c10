using Orbit.Planning.Outcomes;
using Orbit.Planning.Requests;

namespace Orbit.Planning.Search;

/// <summary>Finds out why a request has no plan, after the search has found none.</summary>
/// <remarks>Apart from the search, so that what only a failure needs costs nothing where there is none.</remarks>
internal sealed class Diagnosis(FleetState state, RequestScope scope)
{
    private readonly PriceClasses _classes = new();
    private readonly SlotSource _slots = new();

    /// <summary>The first thing that stops a job on a satellite.</summary>
    public Rejection OfJob(SatelliteState satellite, JobRequest job)
    {
        if (Fitness.Rejection(satellite.Satellite, job, out var duration) is { } unfit)
        {
            return unfit;
        }

        FindSlots(satellite);
        if (Blocked(satellite, up: true, ready: scope.From) is { } noUplink)
        {
            return noUplink;
        }

        var ready = long.MaxValue;
        for (var i = 0; i < _slots.Uplinks(0).Count; i++)
        {
            var uplink = _slots.Uplinks(0)[i];
            if (satellite.Compute.TryStart(uplink.Start + uplink.Up, latest: uplink.End, duration, out var start))
            {
                ready = Math.Min(ready, start + duration + scope.Rules.ComputeMargin.Ticks);
            }
        }

        if (ready > scope.Limit)
        {
            return new(RejectionReason.Compute);
        }

        return Blocked(satellite, up: false, ready) ?? new(RejectionReason.Pairing);
    }

    /// <summary>What stops the downlink of a result that is on board.</summary>
    public Rejection OfDownlink(SatelliteState satellite, DownlinkRequest request)
    {
        FindSlots(satellite);
        return Blocked(satellite, up: false, satellite.ReadyToTakeDown(request, scope.Rules)) ?? new(RejectionReason.DownlinkBooked);
    }

    /// <summary>The wording of a rejection for a number of satellites, to be read after that number.</summary>
    public UnplacedReason Word(Rejection rejection, int satellites)
    {
        var until = Format.Until(scope, state.Fleet.Now);
        var one = satellites == 1;
        var have = one ? "has" : "have";
        var may = "may use no station for the";
        var text = rejection.Reason switch
        {
            RejectionReason.NotSchedulable => $"{(one ? "is" : "are")} not schedulable ({rejection.Detail})",
            RejectionReason.Cordoned => $"{(one ? "is" : "are")} cordoned",
            RejectionReason.Taint => $"{have} taint {rejection.Detail} that the job does not tolerate",
            RejectionReason.Selector => $"{(one ? "does" : "do")} not match the satellite selector",
            RejectionReason.Avoided => $"{(one ? "is" : "are")} avoided after an earlier failure",
            RejectionReason.Model => $"{(one ? "lacks" : "lack")} model {rejection.Detail}",
            RejectionReason.Memory => $"{have} less than {rejection.Detail} of memory",
            RejectionReason.Accelerator => $"{have} no accelerator",
            RejectionReason.Speed => $"{(one ? "states" : "state")} no {rejection.Detail}",
            RejectionReason.Thermal => $"may not compute {rejection.Detail} at a stretch",
            RejectionReason.Energy => $"{have} no battery for {rejection.Detail} of work",
            RejectionReason.UplinkStation => $"{may} uplink",
            RejectionReason.UplinkBand => $"{(one ? "shares" : "share")} no uplink band with the stations allowed",
            RejectionReason.UplinkPass => $"{have} no uplink {until}",
            RejectionReason.UplinkPassTooShort => $"{have} no pass long enough for the uplink {until}",
            RejectionReason.UplinkRefused => $"{have} only uplinks that were refused or failed before {until}",
            RejectionReason.UplinkLedgerFull => $"{have} every uplink station's ledger full",
            RejectionReason.UplinkBooked => $"{have} every uplink taken {until}",
            RejectionReason.Compute => $"can't finish computing {until}",
            RejectionReason.DownlinkStation => $"{may} downlink",
            RejectionReason.DownlinkBand => $"{(one ? "shares" : "share")} no downlink band with the stations allowed",
            RejectionReason.DownlinkPass => $"{have} no downlink {until}",
            RejectionReason.DownlinkPassTooShort => $"{have} no pass long enough for the downlink {until}",
            RejectionReason.DownlinkRefused => $"{have} only downlinks that were refused or failed before {until}",
            RejectionReason.DownlinkLedgerFull => $"{have} every downlink station's ledger full",
            RejectionReason.DownlinkBooked => $"{have} every downlink taken {until}",
            _ => $"{have} no free uplink and downlink that go together {until}",
        };
        return new UnplacedReason(satellites, text);
    }

    private void FindSlots(SatelliteState satellite)
    {
        _classes.Reset(scope, satellite, compute: 0, byCost: false);
        _slots.Reset(scope, satellite, _classes);
        while (_slots.TryAdvance(scope.Limit))
        {
        }
    }

    /// <summary>Null when there is a free slot for the direction; otherwise how far the best of the stations gets.</summary>
    private Rejection? Blocked(SatelliteState satellite, bool up, long ready)
    {
        var slots = up ? _slots.Uplinks(0) : _slots.Downlinks(0);
        for (var i = slots.FirstEndingAfter(ready); i < slots.Count; i++)
        {
            var slot = slots[i];
            var need = up ? slot.Up : slot.Down;
            var end = Math.Max(slot.Start, ready) + need;
            if (end <= scope.Limit && end + scope.Rules.TransferMargin.Ticks <= slot.End)
            {
                return null;
            }
        }

        var allowed = up ? scope.UplinkAllowed : scope.DownlinkAllowed;
        var stop = up ? RejectionReason.UplinkStation : RejectionReason.DownlinkStation;
        foreach (var link in satellite.Links)
        {
            if (link.Station is { } station && link.Served && allowed[station.Index] && station.Antennas.Length > 0)
            {
                var rate = up ? link.UplinkBitsPerSecond : link.DownlinkBitsPerSecond;
                stop = Later(stop, rate > 0 ? Pass(up) : Band(up));
            }
        }

        if (stop < Pass(up))
        {
            return new(stop);
        }

        var passes = satellite.Satellite.Passes;
        for (var i = passes.FirstEndingAfter(ready); i < passes.Count && passes.PassAt(i).Window.StartTicks < scope.Limit; i++)
        {
            var link = satellite.Links[passes.StationAt(i)];
            if (link.Station is { } station && link.Served && allowed[station.Index] && station.Antennas.Length > 0)
            {
                stop = Later(stop, OfPass(satellite, station, link, i, up, ready));
            }
        }

        return new(stop);
    }

    private RejectionReason OfPass(SatelliteState satellite, StationState station, Link link, int pass, bool up, long ready)
    {
        var need = up
            ? Transfers.Ticks(scope.UplinkBytes, link.UplinkBitsPerSecond)
            : Transfers.Ticks(scope.Request.DownlinkBytes, link.DownlinkBitsPerSecond);
        var (start, end) = SlotSource.Usable(scope, satellite, station, link, pass);
        var first = Math.Max(start, ready);
        if (need < 0 || first >= end || first >= scope.Limit)
        {
            return Pass(up);
        }

        if (!Suffices(start, end))
        {
            return TooShort(up);
        }

        if (station.IsLedgerFull)
        {
            return LedgerFull(up);
        }

        var name = satellite.Satellite.Name;
        var free = start;
        foreach (var excluded in scope.Request.ExcludedWindows.Where(e => e.Concerns(name, station.Station.Name, start, end)).Select(e => e.Interval).Order())
        {
            if (Suffices(free, excluded.StartTicks))
            {
                return Booked(up);
            }

            free = Math.Max(free, excluded.EndTicks);
        }

        return Suffices(free, end) ? Booked(up) : Refused(up);

        bool Suffices(long from, long to)
        {
            var begin = Math.Max(from, ready);
            return to - from >= station.MinimumContact && begin + need + scope.Rules.TransferMargin.Ticks <= to && begin + need <= scope.Limit;
        }
    }

    private static RejectionReason Later(RejectionReason a, RejectionReason b) => a > b ? a : b;

    private static RejectionReason Band(bool up) => up ? RejectionReason.UplinkBand : RejectionReason.DownlinkBand;

    private static RejectionReason Pass(bool up) => up ? RejectionReason.UplinkPass : RejectionReason.DownlinkPass;

    private static RejectionReason TooShort(bool up) => up ? RejectionReason.UplinkPassTooShort : RejectionReason.DownlinkPassTooShort;

    private static RejectionReason Refused(bool up) => up ? RejectionReason.UplinkRefused : RejectionReason.DownlinkRefused;

    private static RejectionReason LedgerFull(bool up) => up ? RejectionReason.UplinkLedgerFull : RejectionReason.DownlinkLedgerFull;

    private static RejectionReason Booked(bool up) => up ? RejectionReason.UplinkBooked : RejectionReason.DownlinkBooked;
}
