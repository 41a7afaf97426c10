using Orbit.Planning.Requests;

namespace Orbit.Planning.Search;

/// <summary>Finds the best candidate of a request, exactly, by branch and bound.</summary>
/// <remarks>
/// <para>
/// For one satellite the candidates are the pairs of an uplink slot and a downlink slot. Within a pair nothing is left to
/// choose: sending up at once is never worse, work begins as soon as an accelerator is free, and the result comes down
/// as soon as it is ready and the station sees the satellite. Slots are visited in the order in which their passes
/// begin; what a pair can achieve at best is known from that instant alone, so the search of a satellite ends where the
/// second best satellite so far can't be beaten any more. (The second best, because a plan's reason names it.)
/// </para>
/// <para>
/// With S satellites and a best completion that lies P passes ahead on each, EarliestCompletion takes O(S (log N + P²))
/// in the worst case and O(S (log N + P)) where uplinks and downlinks are not in each other's way; N is the number of
/// passes of a satellite in the horizon. LowestCost has to look at all N uplinks, and for each at the first downlink that
/// serves of every class of equally dear stations: O(S N C log N) for C classes. LowestEnergy is EarliestCompletion among
/// the satellites that need the least.
/// </para>
/// </remarks>
internal sealed class PlanSearch(FleetState state)
{
    // Earlier than any instant of a horizon, and far enough from the limits of long to be reckoned with.
    private const long Never = 0;

    private readonly SlotSource _slots = new();
    private readonly List<CostClass> _classes = [];
    private RequestScope _scope = null!;
    private Candidate? _best;
    private Candidate? _second;
    private Candidate? _own;

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
        SearchDownlink(satellite, request.Ready.UtcTicks);
        Settle();
    }

    private void Begin(RequestScope scope)
    {
        _scope = scope;
        _best = null;
        _second = null;
        _own = null;
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

        _own = null;
    }

    private void SearchJob(SatelliteState satellite, long duration)
    {
        var objective = _scope.Request.Objective;
        var wattHours = satellite.Satellite.Power?.WattHours(new TimeSpan(duration)) ?? double.PositiveInfinity;
        if (Cap(0, wattHours, ignoreCost: true) == Never)
        {
            return;
        }

        _slots.Reset(_scope, satellite);
        if (objective == Objective.LowestCost)
        {
            while (_slots.TryAdvance(_scope.Limit))
            {
            }
        }

        MakeClasses();
        var afterUplink = duration + _scope.Rules.ComputeMargin.Ticks;
        for (var i = 0; ; i++)
        {
            var cap = Cap(0, wattHours, ignoreCost: true);
            while (i >= _slots.Uplinks.Count && _slots.TryAdvance(cap - afterUplink))
            {
            }

            if (i >= _slots.Uplinks.Count || _slots.Uplinks[i].PassStart + afterUplink > cap)
            {
                return;
            }

            var uplink = _slots.Uplinks[i];
            if (uplink.Start + uplink.Up + afterUplink > cap)
            {
                continue;
            }

            SearchUplink(satellite, uplink, duration, wattHours);
        }
    }

    private void SearchUplink(SatelliteState satellite, in Slot uplink, long duration, double wattHours)
    {
        var rules = _scope.Rules;
        var sent = uplink.Start + uplink.Up;
        var computeStart = satellite.Accelerators.FirstStart(sent, duration);
        var computeEnd = computeStart + duration;
        var ready = computeEnd + rules.ComputeMargin.Ticks;
        if (ready > _scope.Limit)
        {
            return;
        }

        if (uplink.Down >= 0)
        {
            TrySingleContact(satellite, uplink, computeStart, computeEnd, ready, wattHours);
        }

        // The slot is known to be long enough.
        _ = Transfers.TryFit(
            uplink.Start, uplink.End, uplink.Start, sent + rules.TransferMargin.Ticks, uplink.Station.MinimumContact, out var start, out var end);
        var contact = (start, end);
        var price = PriceOf(uplink.Station, end - start);
        var partial = new Candidate
        {
            Satellite = satellite,
            Uplink = uplink,
            UplinkContact = contact,
            UplinkStart = uplink.Start,
            ComputeStart = computeStart,
            ComputeEnd = computeEnd,
            Downlink = default,
            DownlinkContact = default,
            DownlinkStart = 0,
            Cost = price,
            WattHours = wattHours,
            Culmination = CulminationOf(satellite, uplink),
        };
        foreach (var costClass in _classes)
        {
            SearchDownlinks(costClass, partial, ready);
        }
    }

    private void SearchDownlink(SatelliteState satellite, long ready)
    {
        _slots.Reset(_scope, satellite);
        if (_scope.Request.Objective == Objective.LowestCost)
        {
            while (_slots.TryAdvance(_scope.Limit))
            {
            }
        }

        MakeClasses();
        var partial = new Candidate
        {
            Satellite = satellite,
            ComputeEnd = ready,
            Downlink = default,
            DownlinkContact = default,
            DownlinkStart = 0,
            Cost = 0,
            WattHours = double.PositiveInfinity,
            Culmination = 90,
        };
        foreach (var costClass in _classes)
        {
            SearchDownlinks(costClass, partial, ready);
        }
    }

    /// <summary>One contact that sends up, waits for the work and takes the result down.</summary>
    private void TrySingleContact(SatelliteState satellite, in Slot slot, long computeStart, long computeEnd, long ready, double wattHours)
    {
        // Where the accelerators are taken the bundle goes up just in time, which keeps the contact short.
        var sendStart = computeStart - slot.Up;
        var completion = ready + slot.Down;
        if (completion > _scope.Limit
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

        var cost = PriceOf(slot.Station, end - start);
        if (completion > Cap(cost, wattHours))
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
            Cost = cost,
            WattHours = wattHours,
            Culmination = CulminationOf(satellite, slot),
        });
    }

    /// <summary>A contact of its own for the result, at any station of a class.</summary>
    private void SearchDownlinks(CostClass costClass, in Candidate partial, long ready)
    {
        var slots = costClass.Slots;
        var lowestCost = partial.Cost + costClass.Cost;
        for (var i = slots.FirstEndingAfter(ready); ; i++)
        {
            var cap = Cap(lowestCost, partial.WattHours);
            while (i >= slots.Count && _slots.TryAdvance(cap))
            {
            }

            if (i >= slots.Count || slots[i].PassStart > cap || ready > cap)
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
            Cost = partial.Cost + PriceOf(slot.Station, end - start),
            Culmination = Math.Min(partial.Culmination, CulminationOf(partial.Satellite, slot)),
        });
    }

    private void Offer(in Candidate candidate)
    {
        if (_own is not { } own || Candidate.Compare(_scope.Request.Objective, candidate, own) < 0)
        {
            _own = candidate;
        }
    }

    /// <summary>The latest completion that is still worth a look at this price and energy; <see cref="Never"/> when none is.</summary>
    private long Cap(decimal cost, double wattHours, bool ignoreCost = false)
    {
        var cap = _scope.Limit;
        Lower(_own);
        Lower(_second);
        return cap;

        void Lower(Candidate? rival)
        {
            if (rival is { } other && !(ignoreCost && _scope.Request.Objective == Objective.LowestCost))
            {
                var order = Candidate.ComparePrimary(_scope.Request.Objective, cost, wattHours, other);
                cap = order > 0 ? Never : order == 0 ? Math.Min(cap, other.Completion) : cap;
            }
        }
    }

    /// <summary>Groups the downlink slots by what a contact there costs; when cost does not come first, one group holds them all.</summary>
    private void MakeClasses()
    {
        _classes.Clear();
        if (_scope.Request.Objective != Objective.LowestCost)
        {
            _classes.Add(new CostClass(0, _slots.Downlinks));
            return;
        }

        var byCost = new SortedDictionary<decimal, SlotList>();
        for (var i = 0; i < _slots.Downlinks.Count; i++)
        {
            var slot = _slots.Downlinks[i];
            var cost = PriceOf(slot.Station, Math.Max(slot.Down + _scope.Rules.TransferMargin.Ticks, slot.Station.MinimumContact));
            if (!byCost.TryGetValue(cost, out var slots))
            {
                byCost.Add(cost, slots = new SlotList());
            }

            slots.Add(slot);
        }

        foreach (var (cost, slots) in byCost)
        {
            _classes.Add(new CostClass(cost, slots));
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

    private static decimal PriceOf(StationState station, long ticks) => station.Station.Price.Of(new TimeSpan(ticks));

    /// <summary>The downlink slots of stations whose contacts cost the same.</summary>
    private readonly record struct CostClass(decimal Cost, SlotList Slots);
}
