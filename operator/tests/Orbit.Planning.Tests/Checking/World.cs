using Orbit.Planning.Fleets;
using Orbit.Planning.Outcomes;
using Orbit.Planning.Requests;
using Orbit.Visibility.Contacts;
using Orbit.Visibility.Intervals;

namespace Orbit.Planning.Tests.Checking;

/// <summary>
/// The rules of planning, each in its plainest form and with nothing taken from the planner: what may be booked in a fleet,
/// given what is booked already.
/// </summary>
internal sealed class World(Fleet fleet)
{
    private readonly List<Booking> _bookings = [.. fleet.Bookings];
    private readonly List<ComputeReservation> _reservations = [.. fleet.ComputeReservations];

    public Fleet Fleet { get; } = fleet;

    public Satellite Satellite(string name) => Fleet.Satellites.Single(s => Same(s.Name, name));

    public Station Station(string name) => Fleet.Stations.Single(s => Same(s.Name, name));

    public void Take(Plan plan)
    {
        if (plan.Uplink is { } up && !plan.SingleContact)
        {
            _bookings.Add(new Booking("", up.Station, up.Antenna, plan.Satellite, up.Contact));
        }

        _bookings.Add(new Booking("", plan.Downlink.Station, plan.Downlink.Antenna, plan.Satellite, plan.Downlink.Contact));
        if (plan.Compute is { } compute)
        {
            _reservations.Add(new ComputeReservation(plan.Satellite, plan.Request.Key, compute, plan.Uplink!.Transfer.End));
        }
    }

    public IEnumerable<Pass> Passes(Satellite satellite, Station station)
    {
        for (var i = 0; i < satellite.Passes.Count; i++)
        {
            if (Same(satellite.Passes[i].Station, station.Name))
            {
                yield return satellite.Passes[i].Pass;
            }
        }
    }

    /// <summary>Null when the contact breaks no rule; otherwise which.</summary>
    public string? ContactFault(PlanningRequest request, Satellite satellite, Station station, int antenna, Interval contact, bool up, bool down)
    {
        var ready = Fleet.Now + (station.ReactionTime ?? Fleet.Rules.ReactionTime);
        var selectors = new List<LabelSelector?>();
        if (up)
        {
            selectors.Add(((JobRequest)request).UplinkSelector);
        }

        if (down)
        {
            selectors.Add(request.DownlinkSelector);
        }

        return true switch
        {
            _ when !station.Available => "the station can't be booked",
            _ when station.SatelliteSelector?.Invoke(satellite.Labels) == false => "the station does not serve the satellite",
            _ when selectors.Exists(s => s?.Invoke(station.Labels) == false) => "the station is not selected",
            _ when request.AllowedCountries.Count > 0 && !request.AllowedCountries.Contains(station.Country, StringComparer.Ordinal) => "the country is not allowed",
            _ when antenna < 0 || antenna >= station.Antennas => "there is no such antenna",
            _ when !Fleet.Horizon.Contains(contact) => "it leaves the horizon",
            _ when contact.Start < ready + station.LeadTime => "it is within the lead time",
            _ when contact.Start < ready + station.Turnaround => "the antenna can't be ready",
            _ when contact.Duration < station.MinimumContact => "it is shorter than the minimum",
            _ when !Passes(satellite, station).Any(p => Shrunk(p, satellite, station) is { } window && window.Contains(contact)) => "it is not inside a pass",
            _ when station.Maintenance.Any(m => m.Overlaps(contact)) => "the station is in maintenance",
            _ when request.ExcludedWindows.Any(e => e.Interval.Overlaps(contact)
                && (e.Satellite is null || Same(e.Satellite, satellite.Name))
                && (e.Station is null || Same(e.Station, station.Name))) => "the window is excluded",
            _ when _bookings.Exists(b => Same(b.Satellite, satellite.Name) && b.Interval.Overlaps(contact)) => "the satellite talks to another station",
            _ when _bookings.Exists(b => Same(b.Station, station.Name) && b.Antenna == antenna && !Apart(b.Interval, contact, station.Turnaround)) => "the antenna is booked",
            _ => null,
        };
    }

    /// <summary>Null when the satellite may take the job at all; otherwise why not.</summary>
    public static string? SatelliteFault(JobRequest job, Satellite satellite)
    {
        var duration = ComputeTime(job, satellite);
        return true switch
        {
            _ when satellite.NotSchedulable is not null => "it is not schedulable",
            _ when satellite.Taints.Any(t => job.Tolerations?.Invoke(t) != true) => "it has a taint that the job does not tolerate",
            _ when job.SatelliteSelector?.Invoke(satellite.Labels) == false => "it is not selected",
            _ when job.AvoidedSatellites.Contains(satellite.Name, StringComparer.Ordinal) => "it is avoided",
            _ when !satellite.Models.ContainsKey(job.Model) => "it lacks the model",
            _ when job.MemoryBytes > (satellite.MemoryBytes ?? 0) => "it lacks memory",
            _ when satellite.Accelerators < 1 => "it has no accelerator",
            _ when duration is null => "it does not state its speed",
            _ when satellite.Thermal?.MaximumContinuousCompute < duration => "it would get too hot",
            _ when satellite.Power is { } power && power.ComputeWatts * duration.Value.TotalHours > power.BatteryWattHours * (1 - (power.MinimumChargePercent / 100)) => "its battery is too small",
            _ => null,
        };
    }

    public static TimeSpan? ComputeTime(JobRequest job, Satellite satellite)
    {
        var speed = job.Work.Unit switch
        {
            WorkUnit.Seconds => 1,
            WorkUnit.Tokens => satellite.Models.GetValueOrDefault(job.Model),
            _ => satellite.TeraOperationsPerSecond,
        };
        return speed > 0 ? TimeSpan.FromSeconds(job.Work.Amount / speed.Value) : null;
    }

    /// <summary>
    /// When the satellite would start work that is on board at <paramref name="arrival"/> and is planned for <paramref name="work"/>;
    /// null when other work would then run later than without it.
    /// </summary>
    public DateTimeOffset? StartOnBoard(Satellite satellite, DateTimeOffset arrival, Interval work)
    {
        var others = _reservations.Where(r => Same(r.Satellite, satellite.Name)).ToArray();
        if (others.Length == 0)
        {
            return work.Start > arrival && satellite.ExecutionOrder is ExecutionOrder.AsPlanned ? work.Start : arrival;
        }

        var before = new Onboard(satellite, others).Run();
        if (satellite.ExecutionOrder is ExecutionOrder.AsPlanned)
        {
            var start = work.Start > arrival ? work.Start : arrival;
            return AcceleratorIsFree(satellite, before.Values, new Interval(start, start + work.Duration)) ? start : null;
        }

        // It is behind whatever arrives with it.
        var mine = new ComputeReservation(satellite.Name, "mine", new Interval(arrival, arrival + work.Duration), arrival);
        var after = new Onboard(satellite, [.. others, mine]).Run();
        return others.All(o => after[o] == before[o]) ? after[mine].Start : null;
    }

    /// <summary>When the result of a job's work on board is expected to be ready; null when nothing is known of it.</summary>
    public DateTimeOffset? ExpectedEnd(Satellite satellite, string job)
    {
        var others = _reservations.Where(r => Same(r.Satellite, satellite.Name)).ToArray();
        return others.LastOrDefault(r => Same(r.Job, job)) is { } mine ? new Onboard(satellite, others).Run()[mine].End : null;
    }

    private static bool AcceleratorIsFree(Satellite satellite, IEnumerable<Interval> taken, Interval work)
    {
        var rest = satellite.Thermal?.CoolDown ?? TimeSpan.Zero;
        var mine = new Interval(work.Start, work.End + rest);
        var others = taken.Select(r => new Interval(r.Start, r.End + rest)).Where(r => r.Overlaps(mine)).ToArray();
        return others
            .Select(o => o.Start)
            .Append(mine.Start)
            .Where(mine.Contains)
            .All(instant => others.Count(o => o.Contains(instant)) < satellite.Accelerators);
    }

    public TimeSpan? TransferTime(long bytes, Satellite satellite, Station station, bool up)
    {
        var best = 0.0;
        foreach (var mine in satellite.Bands)
        {
            foreach (var theirs in station.Bands.Where(t => Same(t.Name, mine.Name)))
            {
                best = Math.Max(best, up
                    ? Math.Min(mine.UplinkBitsPerSecond, theirs.UplinkBitsPerSecond)
                    : Math.Min(mine.DownlinkBitsPerSecond, theirs.DownlinkBitsPerSecond));
            }
        }

        return best > 0 ? TimeSpan.FromSeconds(bytes * 8 / (best * Fleet.Rules.RateShare)) : null;
    }

    public static bool Apart(Interval a, Interval b, TimeSpan gap) => a.End + gap <= b.Start || b.End + gap <= a.Start;

    /// <summary>Every rule that a plan must keep.</summary>
    public IEnumerable<string> Faults(Plan plan)
    {
        var satellite = Satellite(plan.Satellite);
        var rules = Fleet.Rules;
        if (plan.Request is JobRequest job)
        {
            if (SatelliteFault(job, satellite) is { } fault)
            {
                yield return fault;
            }

            var compute = plan.Compute!.Value;
            if (compute.Duration != ComputeTime(job, satellite))
            {
                yield return "the work has another length";
            }

            if (StartOnBoard(satellite, plan.Uplink!.Transfer.End, compute) is not { } start)
            {
                yield return "other work on board would be late";
            }
            else if (start != compute.Start)
            {
                yield return "the satellite would start it at another instant";
            }

            foreach (var upFault in SlotFaults(plan.Request, satellite, plan.Uplink!, job.UplinkBytes, up: true, plan.SingleContact))
            {
                yield return "uplink: " + upFault;
            }

            if (compute.Start < plan.Uplink!.Transfer.End)
            {
                yield return "work begins before its input is on board";
            }

            if (plan.Downlink.Transfer.Start < compute.End + rules.ComputeMargin)
            {
                yield return "the result is taken down before it is ready";
            }

            if (plan.SingleContact && (plan.Uplink with { Transfer = plan.Downlink.Transfer }) != plan.Downlink)
            {
                yield return "a single contact is not one";
            }

            if (!plan.SingleContact && plan.Uplink.Contact.Overlaps(plan.Downlink.Contact))
            {
                yield return "the satellite talks to two stations at once";
            }

            if (!plan.SingleContact && Same(plan.Uplink.Station, plan.Downlink.Station) && plan.Uplink.Antenna == plan.Downlink.Antenna
                && !Apart(plan.Uplink.Contact, plan.Downlink.Contact, Station(plan.Uplink.Station).Turnaround))
            {
                yield return "the antenna has no turnaround between uplink and downlink";
            }
        }
        else if (plan.Downlink.Transfer.Start < Ready((DownlinkRequest)plan.Request))
        {
            yield return "the result is taken down before it is ready";
        }

        foreach (var downFault in SlotFaults(plan.Request, satellite, plan.Downlink, plan.Request.DownlinkBytes, up: false, plan.SingleContact))
        {
            yield return "downlink: " + downFault;
        }

        if (plan.Completion > plan.Request.Deadline)
        {
            yield return "it misses the deadline";
        }

        var contacts = plan.Uplink is { } uplink && !plan.SingleContact ? new[] { uplink, plan.Downlink } : [plan.Downlink];
        if (plan.Cost != contacts.Sum(c => Cost(c)))
        {
            yield return "the cost is wrong";
        }
    }

    /// <summary>When the result of a downlink may be taken down.</summary>
    public DateTimeOffset Ready(DownlinkRequest request) =>
        ExpectedEnd(Satellite(request.Satellite), request.Key) + Fleet.Rules.ComputeMargin is { } expected && expected > request.Ready ? expected : request.Ready;

    public decimal Cost(ContactSlot slot) => Cost(Station(slot.Station), slot.Contact.Duration);

    public static decimal Cost(Station station, TimeSpan duration) =>
        station.Price.PerContact + (station.Price.PerMinute * duration.Ticks / TimeSpan.TicksPerMinute);

    private IEnumerable<string> SlotFaults(PlanningRequest request, Satellite satellite, ContactSlot slot, long bytes, bool up, bool single)
    {
        var station = Station(slot.Station);
        if (ContactFault(request, satellite, station, slot.Antenna, slot.Contact, up, !up) is { } fault)
        {
            yield return fault;
        }

        if (slot.Transfer.Duration != TransferTime(bytes, satellite, station, up))
        {
            yield return "the transfer has another length";
        }

        var margin = up && single ? TimeSpan.Zero : Fleet.Rules.TransferMargin;
        if (!slot.Contact.Contains(new Interval(slot.Transfer.Start, slot.Transfer.End + margin)))
        {
            yield return "the transfer and its margin leave the contact";
        }

        if (!single && slot.Contact.Duration > station.MinimumContact && slot.Contact.Duration > slot.Transfer.Duration + margin)
        {
            yield return "the contact is longer than needed";
        }

        if (!Passes(satellite, station).Contains(slot.Pass) || !slot.Pass.Window.Contains(slot.Contact))
        {
            yield return "the pass is not the contact's";
        }
    }

    private static Interval? Shrunk(Pass pass, Satellite satellite, Station station)
    {
        var trim = satellite.PassTrims.GetValueOrDefault(station.Name);
        var (start, end) = (pass.Window.Start + satellite.PassMargin + trim.Start, pass.Window.End - satellite.PassMargin - trim.End);
        return start <= end ? new Interval(start, end) : null;
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);
}
