using Orbit.Planning.Fleets;
using Orbit.Planning.Outcomes;
using Orbit.Planning.Requests;
using Orbit.Visibility.Intervals;

namespace Orbit.Planning.Search;

/// <summary>Turns what a search found into an outcome with its reasons.</summary>
internal sealed class OutcomeWriter(FleetState state)
{
    private readonly DateTimeOffset _now = state.Fleet.Now;

    /// <summary>The plan of the best candidate.</summary>
    public Plan Plan(RequestScope scope, PlanSearch search, in Candidate best)
    {
        var isJob = scope.Request is JobRequest;
        var satellite = best.Satellite.Satellite;
        var (cost, currency) = Cost(best);
        return new Plan(scope.Request)
        {
            Satellite = satellite.Name,
            NoradId = satellite.NoradId,
            Uplink = isJob ? Slot(best.Satellite, best.Uplink, best.UplinkContact, best.UplinkStart, best.Uplink.Up) : null,
            Compute = isJob ? new Interval(best.ComputeStart, best.ComputeEnd) : null,
            Downlink = Slot(best.Satellite, best.Downlink, best.DownlinkContact, best.DownlinkStart, best.Downlink.Down),
            SingleContact = best.Single,
            Cost = cost,
            Currency = currency,
            EnergyWattHours = isJob && double.IsFinite(best.WattHours) ? best.WattHours : null,
            Reason = isJob
                ? JobReason(scope, search, best)
                : $"{DownlinkReason(scope.Request.Objective)} of the result on board {satellite.Name}: {Where(best.Downlink, best.DownlinkStart)}",
        };
    }

    private (decimal? Cost, string Currency) Cost(in Candidate best)
    {
        decimal sum = 0;
        string? currency = null;
        if (best.Uplink.Station is { } up && !best.Single)
        {
            Add(up.Station.Price, best.UplinkContact);
        }

        var comparable = Add(best.Downlink.Station.Station.Price, best.DownlinkContact);
        return (comparable ? sum : null, currency ?? state.Fleet.Currency);

        bool Add(Price price, (long Start, long End) contact)
        {
            if (price.IsFree)
            {
                return true;
            }

            var mine = price.Currency ?? state.Fleet.Currency;
            currency ??= mine;
            sum += price.Of(new TimeSpan(contact.End - contact.Start));
            return string.Equals(currency, mine, StringComparison.Ordinal);
        }
    }

    /// <summary>Why a job has no plan.</summary>
    public Unplaced Unplaced(RequestScope scope, JobRequest job)
    {
        if (Passed(scope) is { } passed)
        {
            return passed;
        }

        if (state.Satellites.Length == 0)
        {
            return new Unplaced(job) { Message = "The fleet has no satellites.", NextTry = NextTry(scope, Wait.ForNothing) };
        }

        var diagnosis = new Diagnosis(state, scope);
        var counts = new Dictionary<Rejection, int>();
        foreach (var satellite in state.Satellites)
        {
            var rejection = diagnosis.OfJob(satellite, job);
            counts[rejection] = counts.GetValueOrDefault(rejection) + 1;
        }

        var reasons = counts
            .Select(c => diagnosis.Word(c.Key, c.Value))
            .OrderByDescending(r => r.Satellites)
            .ThenBy(r => r.Text, StringComparer.Ordinal)
            .ToArray();
        return new Unplaced(job)
        {
            Message = Format.Invariant($"0/{state.Satellites.Length} satellites: {string.Join(", ", reasons.Select(r => Format.Invariant($"{r.Satellites} {r.Text}")))}."),
            Reasons = reasons,
            NextTry = NextTry(scope, Waits(counts.Keys)),
            WaitsForLedger = counts.Keys.Any(IsLedgerFull),
            // Where only a late uplink or accelerator is free, it is the downlink that is found to be missing.
            MayBeContended = counts.Keys.Any(r => r.Reason >= RejectionReason.UplinkBooked && r.Reason is not (RejectionReason.DownlinkStation or RejectionReason.DownlinkBand)),
        };
    }

    /// <summary>Why the downlink of a result has no plan; <paramref name="satellite"/> is null when the fleet has no such satellite.</summary>
    public Unplaced Unplaced(RequestScope scope, DownlinkRequest request, SatelliteState? satellite)
    {
        if (Passed(scope) is { } passed)
        {
            return passed;
        }

        if (satellite is null)
        {
            return new Unplaced(request)
            {
                Message = $"Satellite {request.Satellite}, which holds the result, is not in the fleet.",
                NextTry = NextTry(scope, Wait.ForNothing),
            };
        }

        var diagnosis = new Diagnosis(state, scope);
        var rejection = diagnosis.OfDownlink(satellite, request);
        var reason = diagnosis.Word(rejection, 1);
        return new Unplaced(request)
        {
            Message = $"{satellite.Satellite.Name}, which holds the result, {reason.Text}.",
            Reasons = [reason],
            NextTry = NextTry(scope, IsLedgerFull(rejection) ? Wait.ForLedger : Wait.ForAny),
            WaitsForLedger = IsLedgerFull(rejection),
        };
    }

    private Unplaced? Passed(RequestScope scope) => scope.Deadline > _now.UtcTicks
        ? null
        : new Unplaced(scope.Request)
        {
            Message = $"The deadline {scope.Request.Deadline:yyyy-MM-dd'T'HH:mm:ss'Z'} has passed.",
            NextTry = NextTry(scope, Wait.ForNothing),
            DeadlinePassed = true,
        };

    /// <summary>
    /// The earliest instant at which something may be different without anybody's doing: the horizon has grown by the
    /// retry interval, a contact has left a ledger that was full, what holds an antenna or an accelerator has ended (and perhaps less was used than was booked), or
    /// the deadline has come and the request is to be given up.
    /// </summary>
    private DateTimeOffset NextTry(RequestScope scope, Wait wait)
    {
        var fleet = state.Fleet;
        var next = fleet.Now + fleet.Rules.RetryInterval;
        if (scope.Request.Deadline is { } deadline)
        {
            Consider(deadline);
        }

        if (wait is Wait.ForLedger)
        {
            foreach (var booking in fleet.Bookings.Where(b => state.StationsByName.TryGetValue(b.Station, out var station) && station.IsLedgerFull))
            {
                Consider(booking.Interval.End);
            }
        }
        else if (wait is Wait.ForAny)
        {
            foreach (var booking in fleet.Bookings)
            {
                Consider(booking.Interval.End);
            }

            foreach (var reservation in fleet.ComputeReservations)
            {
                Consider(reservation.Interval.End);
            }

            foreach (var station in fleet.Stations)
            {
                foreach (var maintenance in station.Maintenance)
                {
                    Consider(maintenance.End);
                }
            }
        }

        return next.ToUniversalTime();

        void Consider(DateTimeOffset instant)
        {
            if (instant > fleet.Now && instant < next)
            {
                next = instant;
            }
        }
    }

    // Ends that help where nothing but a full ledger is in the way are those of its own contacts.
    private static Wait Waits(IReadOnlyCollection<Rejection> rejections) =>
        rejections.All(r => r.Reason < RejectionReason.UplinkPass) ? Wait.ForNothing
        : rejections.All(r => r.Reason < RejectionReason.UplinkPass || IsLedgerFull(r)) ? Wait.ForLedger
        : Wait.ForAny;

    private static bool IsLedgerFull(Rejection rejection) => rejection.Reason is RejectionReason.UplinkLedgerFull or RejectionReason.DownlinkLedgerFull;

    private static ContactSlot Slot(SatelliteState satellite, in Slot slot, (long Start, long End) contact, long start, long ticks) => new(
        slot.Station.Station.Name,
        slot.Antenna,
        new Interval(contact.Start, contact.End),
        new Interval(start, start + ticks),
        satellite.Satellite.Passes.PassAt(slot.Pass));

    private string JobReason(RequestScope scope, PlanSearch search, in Candidate best)
    {
        var objective = scope.Request.Objective;
        var total = state.Satellites.Length;
        var head = search.Fit == 1 && total > 1
            ? Format.Invariant($"the only one of {total} satellites fit for it")
            : Format.Invariant($"{Format.Superlative(objective)} of {Count(search.Fit)}{Amount(objective, best)}");
        var up = $"uplink at {Where(best.Uplink, best.UplinkStart)}";
        var compute = $"{Format.Duration(new TimeSpan(best.ComputeEnd - best.ComputeStart))} of compute";
        var down = best.Single ? "downlink in the same pass" : $"downlink at {Where(best.Downlink, best.DownlinkStart)}";
        return $"{head}: {up}, {compute}, {down}{Rival(scope, search, best)}";
    }

    private string Rival(RequestScope scope, PlanSearch search, in Candidate best)
    {
        if (search.Second is not { } second)
        {
            return search.Fit > 1 ? $"; no other can do it {Format.Until(scope, _now)}" : string.Empty;
        }

        var name = second.Satellite.Satellite.Name;
        var objective = scope.Request.Objective;
        if (Score.ComparePrimary(objective, second.Cost, second.WattHours, best.Score) != 0)
        {
            return $"; next best {name}{Amount(objective, second)}";
        }

        var later = second.Completion - best.Completion;
        return later == 0
            ? $"; next best {name} at the same instant"
            : $"; next best {name} {Format.Duration(new TimeSpan(later))} later";
    }

    private string Amount(Objective objective, in Candidate candidate) => objective switch
    {
        Objective.LowestCost when !StationState.IsAmount(candidate.Cost) => $", whose price is not only in {state.Fleet.Currency}",
        Objective.LowestCost => Format.Invariant($", {candidate.Cost:0.00} {state.Fleet.Currency}"),
        Objective.LowestEnergy when double.IsFinite(candidate.WattHours) => Format.Invariant($", {candidate.WattHours:0.###} Wh"),
        Objective.LowestEnergy => ", which states no power",
        _ => string.Empty,
    };

    private string Where(in Slot slot, long start) => $"{slot.Station.Station.Name} {Format.Instant(start, _now)}";

    private static string Count(int satellites) => satellites == 1 ? "1 satellite" : Format.Invariant($"{satellites} satellites");

    private static string DownlinkReason(Objective objective) =>
        objective == Objective.LowestCost ? "lowest cost of a downlink" : "earliest downlink";

    /// <summary>Whose end a request waits for.</summary>
    private enum Wait
    {
        ForNothing,
        ForLedger,
        ForAny,
    }
}
