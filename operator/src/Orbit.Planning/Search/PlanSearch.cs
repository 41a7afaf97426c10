using Orbit.Planning.Requests;

namespace Orbit.Planning.Search;

/// <summary>Finds the best candidate of a request, exactly, by branch and bound.</summary>
/// <remarks>
/// <para>
/// For one satellite the candidates are the pairs of an uplink slot and a downlink slot, or one slot for both. Nothing is
/// left to choose within: sending up at once is never worse, work begins as soon as the satellite's manner lets it
/// (<see cref="ComputeCalendar"/>), and the result comes down as soon as it is ready and the station sees the satellite. Slots are visited in the order in which their
/// passes begin; what a pair can achieve at best is known from that instant alone, so the search of a satellite ends where
/// the second best satellite so far can't be beaten any more. (The second best, because a plan's reason names it.)
/// </para>
/// <para>
/// LowestCost does the same for one class of equally dear stations after the other, the cheapest first, and ends with the
/// first class that is dearer than what was found. LowestEnergy is EarliestCompletion among the satellites that need the
/// least.
/// </para>
/// <para>
/// With S satellites, N passes of each in the horizon, and a best completion that lies P passes ahead on each,
/// EarliestCompletion takes O(S (log N + P)) steps where uplinks and downlinks are not in each other's way, and
/// O(S (log N + P²)) at worst. LowestCost takes that for every pair of classes that it has to look at, of which there are
/// at most C² for C different costs. A request that can't be placed takes P = N and C² pairs.
/// </para>
/// </remarks>
internal sealed class PlanSearch(FleetState state)
{
    // Earlier than any instant of a horizon, and far enough from the limits of long to be reckoned with.
    private const long Never = 0;

    private readonly SlotSource _slots = new();
    private readonly PriceClasses _classes = new();
    private RequestScope _scope = null!;
    private Candidate? _best;
    private Candidate? _second;
    private Candidate? _own;
    private Score? _secondScore;
    private Score? _ownScore;

    /// <summary>The best candidate of the last search.</summary>
    public Candidate? Best => _best;

    /// <summary>The best candidate of the last search on any other satellite.</summary>
    public Candidate? Second => _second;

    /// <summary>How many satellites the last search found fit for the work.</summary>
    public int Fit { get; private set; }

    /// <summary>Searches all satellites for a job.</summary>
    public void Find(RequestScope scope, JobRequest job)
    {
        Begin(scope);
        foreach (var satellite in state.Satellites)
        {
            if (Fitness.Rejection(satellite.Satellite, job, out var duration) is null)
            {
                Fit++;
                SearchJob(satellite, duration);
                Settle();
            }
        }
    }

    /// <summary>Searches for a downlink of a result that is on board.</summary>
    public void Find(RequestScope scope, DownlinkRequest request, SatelliteState satellite)
    {
        Begin(scope);
        Fit = 1;
        SearchDownlink(satellite, satellite.ReadyToTakeDown(request, scope.Rules));
        Settle();
    }

    private void Begin(RequestScope scope)
    {
        _scope = scope;
        _best = null;
        _second = null;
        _own = null;
        _secondScore = null;
        _ownScore = null;
        Fit = 0;
    }

    private void Settle()
    {
        if (_own is { } own)
        {
            if (_best is not { } best || Candidate.Compare(_scope.Request.Objective, own, best) < 0)
            {
                _second = _best;
                _best = own;
            }
            else if (_second is not { } second || Candidate.Compare(_scope.Request.Objective, own, second) < 0)
            {
                _second = own;
            }
        }

        _secondScore = _second?.Score;
        _own = null;
        _ownScore = null;
    }

    private void SearchJob(SatelliteState satellite, long duration)
    {
        var wattHours = satellite.Satellite.Power?.WattHours(new TimeSpan(duration)) ?? double.PositiveInfinity;
        if (Cap(0, wattHours) == Never)
        {
            return;
        }

        Reset(satellite, duration);
        for (var i = 0; i < _classes.Singles.Count && Cap(_classes.Singles[i], wattHours) != Never; i++)
        {
            SearchSingles(satellite, _slots.Singles(i), _classes.Singles[i], duration, wattHours);
        }

        for (var up = 0; up < _classes.Uplinks.Count; up++)
        {
            for (var down = 0; down < _classes.Downlinks.Count; down++)
            {
                var cost = _classes.Uplinks[up] + _classes.Downlinks[down];
                if (Cap(cost, wattHours) == Never)
                {
                    break;
                }

                SearchPairs(satellite, _slots.Uplinks(up), _slots.Downlinks(down), cost, duration, wattHours);
            }
        }
    }

    private void SearchDownlink(SatelliteState satellite, long ready)
    {
        Reset(satellite, 0);
        var partial = new Candidate
        {
            Satellite = satellite,
            Downlink = default,
            DownlinkContact = default,
            DownlinkStart = 0,
            Cost = 0,
            WattHours = double.PositiveInfinity,
            Culmination = 90,
        };
        for (var i = 0; i < _classes.Downlinks.Count && Cap(_classes.Downlinks[i], partial.WattHours) != Never; i++)
        {
            SearchDownlinks(_slots.Downlinks(i), _classes.Downlinks[i], partial, ready);
        }
    }

    private void Reset(SatelliteState satellite, long duration)
    {
        _classes.Reset(_scope, satellite, duration, byCost: _scope.Request.Objective == Objective.LowestCost);
        _slots.Reset(_scope, satellite, _classes);
    }

    /// <summary>One contact that sends up, waits for the work and takes the result down, in any slot of a class.</summary>
    private void SearchSingles(SatelliteState satellite, SlotList slots, decimal cost, long duration, double wattHours)
    {
        var afterUplink = duration + _scope.Rules.ComputeMargin.Ticks;
        for (var i = 0; ; i++)
        {
            var cap = Cap(cost, wattHours);
            if (!_slots.Has(slots, i, cap - afterUplink))
            {
                return;
            }

            var slot = slots[i];
            if (slot.Start + slot.Up + afterUplink + slot.Down <= cap)
            {
                TrySingle(satellite, slot, duration, wattHours, cap);
            }
        }
    }

    private void TrySingle(SatelliteState satellite, in Slot slot, long duration, double wattHours, long cap)
    {
        if (!satellite.Compute.TryStart(slot.Start + slot.Up, latest: slot.End, duration, out var computeStart))
        {
            return;
        }

        var computeEnd = computeStart + duration;
        var ready = computeEnd + _scope.Rules.ComputeMargin.Ticks;
        var completion = ready + slot.Down;

        // Where the accelerators are taken the bundle goes up just in time, which keeps the contact short.
        var sendStart = computeStart - slot.Up;
        if (completion > cap
            || !Transfers.TryFit(
                slot.Start,
                slot.End,
                sendStart,
                completion + _scope.Rules.TransferMargin.Ticks,
                slot.Station.MinimumContact,
                out var start,
                out var end))
        {
            return;
        }

        Offer(new Candidate
        {
            Satellite = satellite,
            Uplink = slot,
            UplinkContact = (start, end),
            UplinkStart = sendStart,
            ComputeStart = computeStart,
            ComputeEnd = computeEnd,
            Downlink = slot,
            DownlinkContact = (start, end),
            DownlinkStart = ready,
            Single = true,
            Cost = slot.Station.PriceOf(end - start),
            WattHours = wattHours,
            Culmination = CulminationOf(satellite, slot),
        });
    }

    /// <summary>Two contacts, the first in any slot of one class, the second in any slot of another.</summary>
    private void SearchPairs(SatelliteState satellite, SlotList uplinks, SlotList downlinks, decimal cost, long duration, double wattHours)
    {
        var afterUplink = duration + _scope.Rules.ComputeMargin.Ticks;
        if (!_slots.Has(downlinks, 0, Cap(cost, wattHours)))
        {
            return;
        }

        for (var i = 0; ; i++)
        {
            var cap = Cap(cost, wattHours);
            if (!_slots.Has(uplinks, i, cap - afterUplink))
            {
                return;
            }

            var uplink = uplinks[i];
            if (uplink.Start + uplink.Up + afterUplink <= cap)
            {
                SearchUplink(satellite, uplink, downlinks, cost, duration, wattHours);
            }
        }
    }

    private void SearchUplink(SatelliteState satellite, in Slot uplink, SlotList downlinks, decimal cost, long duration, double wattHours)
    {
        var rules = _scope.Rules;
        var sent = uplink.Start + uplink.Up;
        if (!satellite.Compute.TryStart(sent, latest: sent, duration, out var computeStart))
        {
            return;
        }

        var computeEnd = computeStart + duration;

        // The slot is known to be long enough.
        _ = Transfers.TryFit(
            uplink.Start, uplink.End, uplink.Start, sent + rules.TransferMargin.Ticks, uplink.Station.MinimumContact, out var start, out var end);
        var partial = new Candidate
        {
            Satellite = satellite,
            Uplink = uplink,
            UplinkContact = (start, end),
            UplinkStart = uplink.Start,
            ComputeStart = computeStart,
            ComputeEnd = computeEnd,
            Downlink = default,
            DownlinkContact = default,
            DownlinkStart = 0,
            Cost = 0,
            WattHours = wattHours,
            Culmination = CulminationOf(satellite, uplink),
        };
        SearchDownlinks(downlinks, cost, partial, computeEnd + rules.ComputeMargin.Ticks);
    }

    /// <summary>A contact of its own for the result, in any slot of a class.</summary>
    private void SearchDownlinks(SlotList slots, decimal cost, in Candidate partial, long ready)
    {
        for (var i = slots.FirstEndingAfter(ready); ; i++)
        {
            var cap = Cap(cost, partial.WattHours);
            if (ready > cap || !_slots.Has(slots, i, cap))
            {
                return;
            }

            var slot = slots[i];
            if (slot.End > ready && Math.Max(slot.Start, ready) + slot.Down <= cap)
            {
                TryDownlink(slot, partial, ready, cap);
            }
        }
    }

    private void TryDownlink(in Slot slot, in Candidate partial, long ready, long cap)
    {
        var earliest = slot.Start;
        if (partial.Uplink.Station is not null)
        {
            if (IsSame(partial.Uplink, slot))
            {
                return;
            }

            // The satellite talks to one station at a time, and an antenna needs its turnaround between two contacts.
            var sameAntenna = partial.Uplink.Station == slot.Station && partial.Uplink.Antenna == slot.Antenna;
            earliest = Math.Max(earliest, partial.UplinkContact.End + (sameAntenna ? slot.Station.Turnaround : 0));
        }

        var takeStart = Math.Max(earliest, ready);
        var completion = takeStart + slot.Down;
        if (completion > cap
            || !Transfers.TryFit(
                earliest,
                slot.End,
                takeStart,
                completion + _scope.Rules.TransferMargin.Ticks,
                slot.Station.MinimumContact,
                out var start,
                out var end)
            || WouldFitOneContact(slot, partial, end))
        {
            return;
        }

        Offer(partial with
        {
            Downlink = slot,
            DownlinkContact = (start, end),
            DownlinkStart = takeStart,
            Cost = slot.Station.PriceOf(end - start) + UplinkPrice(partial),
            Culmination = Math.Min(partial.Culmination, CulminationOf(partial.Satellite, slot)),
        });
    }

    private void Offer(in Candidate candidate)
    {
        if (_own is not { } own || Candidate.Compare(_scope.Request.Objective, candidate, own) < 0)
        {
            _own = candidate;
            _ownScore = candidate.Score;
        }
    }

    /// <summary>The latest completion that is still worth a look at this cost and energy; <see cref="Never"/> when none is.</summary>
    private long Cap(decimal cost, double wattHours)
    {
        return Lower(_secondScore, Lower(_ownScore, _scope.Limit));

        long Lower(Score? rival, long cap)
        {
            if (rival is not { } other)
            {
                return cap;
            }

            var order = Score.ComparePrimary(_scope.Request.Objective, cost, wattHours, other);
            return order > 0 ? Never : order == 0 ? Math.Min(cap, other.Completion) : cap;
        }
    }

    private static bool IsSame(in Slot a, in Slot b) =>
        a.Pass == b.Pass && a.Station == b.Station && a.Antenna == b.Antenna && a.Start == b.Start;

    /// <summary>Whether a free stretch of one antenna holds both contacts in one pass: then it is one contact, offered as such.</summary>
    private static bool WouldFitOneContact(in Slot slot, in Candidate partial, long end) =>
        partial.Uplink.Station is not null
        && partial.Uplink.Pass == slot.Pass
        && (end <= partial.Uplink.End || partial.UplinkContact.Start >= slot.Start);

    private static double CulminationOf(SatelliteState satellite, in Slot slot) =>
        satellite.Satellite.Passes.PassAt(slot.Pass).MaxElevationDegrees;

    private static decimal UplinkPrice(in Candidate partial) => partial.Uplink.Station is { } station
        ? station.PriceOf(partial.UplinkContact.End - partial.UplinkContact.Start)
        : 0;
}
