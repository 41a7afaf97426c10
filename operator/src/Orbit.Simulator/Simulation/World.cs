using System.Text;
using Orbit.Gateway.Contract;
using Orbit.Simulator.Constellations;
using Orbit.Simulator.Faults;
using Orbit.Simulator.Inference;
using Orbit.Simulator.Log;
using Orbit.Visibility.Intervals;

namespace Orbit.Simulator.Simulation;

/// <summary>The stations, the satellites, and everything between them. Safe for concurrent use.</summary>
/// <remarks>
/// An event simulation. Between two events nothing changes but what is linear in time, so the world jumps from event to
/// event (<see cref="AdvanceTo"/>) whenever somebody looks at it, and every instant has one state however often, and in
/// whatever steps, it was looked at before. Only an inference endpoint's answer comes from outside; it counts when it comes.
/// </remarks>
internal sealed class World
{
    /// <summary>How far from the present a contact may lie.</summary>
    private static readonly TimeSpan BookingHorizon = TimeSpan.FromDays(366);

    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly Constellation _constellation;
    private readonly ISky _sky;
    private readonly WorldRules _rules;
    private readonly FaultBook _faults = new();
    private readonly GroundStore _ground = new();
    private readonly PhysicalLog _log;
    private readonly Dictionary<int, SimulatedSatellite> _satellites;
    private readonly Dictionary<string, StationContact> _contacts = new(StringComparer.Ordinal);
    private readonly List<StationContact> _open = [];
    private DateTimeOffset _now;

    /// <summary>A world without contacts.</summary>
    /// <param name="constellation">Who is in it.</param>
    /// <param name="sky">Who sees whom.</param>
    /// <param name="inference">The models on board.</param>
    /// <param name="rules">The providers' habits.</param>
    /// <param name="clock">Mission time.</param>
    /// <param name="log">What happens.</param>
    public World(Constellation constellation, ISky sky, IInference inference, WorldRules rules, TimeProvider clock, PhysicalLog log)
    {
        _constellation = constellation;
        _sky = sky;
        _rules = rules;
        _clock = clock;
        _log = log;
        _now = clock.GetUtcNow();
        _satellites = constellation.Satellites.Values.ToDictionary(
            model => model.NoradId,
            model => new SimulatedSatellite(model, inference, _faults, log, TakeAnswer));
    }

    /// <summary>Raised when the next event may have become an earlier one.</summary>
    public event EventHandler? Changed;

    /// <summary>Brings the world to the present; returns the instant of the next event, null when nothing will happen by itself.</summary>
    public DateTimeOffset? Advance() => Look(_ => NextEvent());

    /// <summary>Books a contact.</summary>
    /// <returns>The contact, and whether it is new.</returns>
    /// <exception cref="RefusalException">It can't be booked.</exception>
    public (GatewayContact Contact, bool IsNew) Book(string id, ContactBooking booking) => Change(
        now => _contacts.TryGetValue(id, out var known)
            ? (Contact: Same(known, booking), IsNew: false)
            : (Contact: Add(id, booking, now), IsNew: true),
        (result, now) => (result.Contact.ToContract(now), result.IsNew));

    /// <summary>Cancels a contact; a repeat changes nothing.</summary>
    /// <exception cref="RefusalException">It is unknown, or it is too late.</exception>
    public void Cancel(string id) => Change(now =>
    {
        var contact = FindContact(id);
        var state = contact.StateAt(now);
        if (state is ContactState.Cancelled)
        {
            return contact;
        }

        var cutoff = contact.Station.CancellationCutoff;
        if (contact.IsOver)
        {
            throw RefusalException.Conflict($"Contact {id} is over: it is {state}.");
        }

        if (cutoff > TimeSpan.Zero && now >= contact.Booking.Start - cutoff)
        {
            throw RefusalException.Conflict(
                $"Contact {id} can't be cancelled after {Text(contact.Booking.Start - cutoff)}, {DurationText.Format(cutoff)} before its start.");
        }

        contact.Cancel(ContactState.Cancelled, "It was cancelled by its booker.", now);
        _open.Remove(contact);
        return contact;
    });

    /// <summary>A contact as it is now.</summary>
    /// <exception cref="RefusalException">It is unknown.</exception>
    public GatewayContact Contact(string id) => Look(now => FindContact(id).ToContract(now));

    /// <summary>The contacts that share an instant with a span, by start; of one station or of all.</summary>
    /// <exception cref="RefusalException">The station is unknown.</exception>
    public IReadOnlyList<GatewayContact> Contacts(string? station, DateTimeOffset? from, DateTimeOffset? to) => Look(now =>
    {
        if (station is not null && !_constellation.Stations.ContainsKey(station))
        {
            throw UnknownStation(station);
        }

        return (IReadOnlyList<GatewayContact>)
        [
            .. _contacts.Values
                .Where(contact => (station is null || string.Equals(contact.Station.Name, station, StringComparison.Ordinal))
                    && !(contact.Booking.End <= from)
                    && !(contact.Booking.Start >= to))
                .OrderBy(contact => contact.Booking.Start)
                .ThenBy(contact => contact.Id, StringComparer.Ordinal)
                .Select(contact => contact.ToContract(now)),
        ];
    });

    /// <summary>Stages a bundle for a contact.</summary>
    /// <returns>The transfer, and whether it is new.</returns>
    /// <exception cref="RefusalException">It can't go up.</exception>
    public (UplinkTransfer Transfer, bool IsNew) Stage(string contactId, Bundle bundle) => Change(
        now =>
        {
            Validate(bundle);
            return FindContact(contactId).Stage(bundle, now);
        },
        (result, _) => (result.Transfer.ToUplink(), result.IsNew));

    /// <summary>Asks for a result in a contact.</summary>
    /// <returns>The transfer, and whether it is new.</returns>
    /// <exception cref="RefusalException">It can't come down.</exception>
    public (DownlinkTransfer Transfer, bool IsNew) Request(string contactId, string attemptId) => Change(
        now => FindContact(contactId).Request(attemptId, now),
        (result, _) => (result.Transfer.ToDownlink(), result.IsNew));

    /// <summary>What is known of a satellite on the ground.</summary>
    /// <exception cref="RefusalException">It was never heard, or is unknown.</exception>
    public SatelliteReport Report(int noradId) => Look(now =>
        _satellites.TryGetValue(noradId, out var satellite)
            ? satellite.KnownAt(now) ?? throw RefusalException.Unknown($"Satellite {noradId} has not been heard yet.")
            : throw RefusalException.Unknown($"Satellite {noradId} is not in this constellation."));

    /// <summary>A result on the ground.</summary>
    /// <exception cref="RefusalException">It isn't there.</exception>
    public (byte[] Content, string Sha256) Result(string attemptId) => Look(_ =>
        _ground.Find(attemptId) ?? throw RefusalException.Unknown($"There is no result of attempt {attemptId} on the ground."));

    /// <summary>Lets go of a result that is stored elsewhere; a repeat changes nothing.</summary>
    /// <exception cref="RefusalException">It was never there.</exception>
    public void Acknowledge(string attemptId) => Change(_ => _ground.Acknowledge(attemptId)
        ? attemptId
        : throw RefusalException.Unknown($"There is no result of attempt {attemptId} on the ground."));

    /// <summary>What happened so far.</summary>
    public PhysicalLogView Log() => Look(_log.View);

    /// <summary>The faults not cleared.</summary>
    public IReadOnlyList<Fault> Faults() => Look(_ => _faults.All);

    /// <summary>Brings a fault about; one that strikes at once has struck when this returns.</summary>
    /// <exception cref="RefusalException">The request makes no sense.</exception>
    public Fault Break(FaultRequest request) => Change(
        now => _faults.Add(request, now),
        (fault, _) => _faults.All.First(other => other.Id == fault.Id));

    /// <summary>Clears a fault, or all of them when <paramref name="id"/> is null. What it did stays done.</summary>
    /// <exception cref="RefusalException">There is no such fault.</exception>
    public void Repair(int? id) => Change(_ => _faults.Clear(id) || id is null
        ? true
        : throw RefusalException.Unknown($"There is no fault {id}."));

    private static string Text(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    private static RefusalException UnknownStation(string station) =>
        RefusalException.Impossible($"station is '{(station.Length > 100 ? station[..100] : station)}', which is not one of this gateway's stations.");

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b ?? a : a;

    private static void Validate(Bundle bundle)
    {
        if (bundle.Input is { Text: null, Uri: null } or { Text: not null, Uri: not null })
        {
            throw RefusalException.Impossible("input has exactly one of text and uri.");
        }

        var bytes = Encoding.UTF8.GetByteCount(bundle.Input.Text ?? "");
        if (bundle.SizeBytes < Math.Max(1, bytes) || bundle.SizeBytes > Transfer.MaximumBytes)
        {
            throw RefusalException.Impossible(
                $"sizeBytes is {bundle.SizeBytes}, not from {Math.Max(1, bytes)} (the size of the input) to {Transfer.MaximumBytes}.");
        }

        if (bundle.MaximumResultBytes < 0)
        {
            throw RefusalException.Impossible($"maximumResultBytes is {bundle.MaximumResultBytes}, which is negative.");
        }

        var work = bundle.Work;
        var given = (work.Tokens is null ? 0 : 1) + (work.TeraOperations is null ? 0 : 1) + (work.Duration is null ? 0 : 1);
        if (given != 1)
        {
            throw RefusalException.Impossible("work has exactly one of tokens, teraOperations and duration.");
        }

        if (work is { Tokens: < 0 } or { TeraOperations: < 0 or double.NaN or double.PositiveInfinity })
        {
            throw RefusalException.Impossible("work is negative.");
        }
    }

    private T Look<T>(Func<DateTimeOffset, T> look)
    {
        lock (_lock)
        {
            AdvanceTo(_clock.GetUtcNow());
            return look(_now);
        }
    }

    private void Change<T>(Func<DateTimeOffset, T> change) => Change(change, (result, _) => result);

    private TView Change<T, TView>(Func<DateTimeOffset, T> change, Func<T, DateTimeOffset, TView> view)
    {
        TView seen;
        lock (_lock)
        {
            AdvanceTo(_clock.GetUtcNow());
            var result = change(_now);
            Settle(_now);
            AdvanceTo(_now);
            seen = view(result, _now);
        }

        Changed?.Invoke(this, EventArgs.Empty);
        return seen;
    }

    private void TakeAnswer(SimulatedSatellite satellite, Run run, InferenceOutcome answer) => Change(now =>
    {
        satellite.TakeAnswer(run, answer, now);
        return run;
    });

    // A wall clock that is set back stops the world until it has caught up.
    private void AdvanceTo(DateTimeOffset target)
    {
        while (NextEvent() is { } next && next <= target)
        {
            Settle(next);
        }

        _now = target > _now ? target : _now;
    }

    private DateTimeOffset? NextEvent()
    {
        var next = _faults.NextEdge(_now);
        foreach (var satellite in _satellites.Values)
        {
            next = Earlier(next, satellite.NextEvent());
        }

        foreach (var contact in _open)
        {
            next = Earlier(next, contact.NextEvent());
        }

        return next;
    }

    // The order makes what ends at an instant count for what begins at it: an accelerator that gets free takes the next
    // attempt, a result that gets ready starts down, and the last report of a link that breaks has both in it.
    private void Settle(DateTimeOffset at)
    {
        _now = at > _now ? at : _now;
        foreach (var satellite in _satellites.Values)
        {
            satellite.FinishRuns(_now);
        }

        foreach (var contact in _open)
        {
            contact.Move(_now);
        }

        foreach (var contact in _open)
        {
            if (_faults.TakeCancellation(contact, _now) is { } fault)
            {
                contact.Cancel(ContactState.ProviderCancelled, fault.Request.Reason ?? "The provider cancelled it.", _now);
            }
            else
            {
                contact.UpdateLink(_now);
            }
        }

        _open.RemoveAll(contact => contact.IsOver);
        foreach (var satellite in _satellites.Values)
        {
            satellite.ForgetAcknowledged(_ground);
            satellite.StartRuns(_now);
        }

        foreach (var contact in _open)
        {
            contact.StartTransfers(_now);
        }
    }

    private static StationContact Same(StationContact contact, ContactBooking booking) =>
        contact.Booking == booking
            ? contact
            : throw RefusalException.Conflict($"Contact {contact.Id} is booked already with other content.");

    private StationContact Add(string id, ContactBooking booking, DateTimeOffset now)
    {
        var (station, satellite) = Validate(booking, now);
        var span = new Interval(booking.Start, booking.End);
        var windows = WindowsOf(booking, station, satellite.Model, span);
        RefuseIfTaken(booking, station, span);
        var contact = new StationContact(id, booking, station, satellite, windows, _rules, _ground, _faults, _log, now);
        _contacts.Add(id, contact);
        _open.Add(contact);
        return contact;
    }

    private StationContact FindContact(string id) =>
        _contacts.TryGetValue(id, out var contact) ? contact : throw RefusalException.Unknown($"There is no contact {id}.");

    private (StationModel Station, SimulatedSatellite Satellite) Validate(ContactBooking booking, DateTimeOffset now)
    {
        if (!_constellation.Stations.TryGetValue(booking.Station, out var station))
        {
            throw UnknownStation(booking.Station);
        }

        if (!_satellites.TryGetValue(booking.NoradId, out var satellite))
        {
            throw RefusalException.Impossible($"noradId is {booking.NoradId}, which is not in this constellation.");
        }

        if (booking.Antenna < 0 || booking.Antenna >= station.Antennas)
        {
            throw RefusalException.Impossible($"antenna is {booking.Antenna}; {station.Name} has the antennas 0 to {station.Antennas - 1}.");
        }

        if (booking.End <= booking.Start)
        {
            throw RefusalException.Impossible("end is not after start.");
        }

        if (booking.End <= now)
        {
            throw RefusalException.Impossible($"The contact ended at {Text(booking.End)}; it is {Text(now)}.");
        }

        if (booking.Start < now - BookingHorizon || booking.End > now + BookingHorizon)
        {
            throw RefusalException.Impossible($"start or end is more than {BookingHorizon.Days} days from now.");
        }

        if (booking.End - booking.Start < station.MinimumContact)
        {
            throw RefusalException.Impossible(
                $"The contact lasts {DurationText.Format(booking.End - booking.Start)}; {station.Name} sells {DurationText.Format(station.MinimumContact)} or more.");
        }

        if (station.LeadTime > TimeSpan.Zero && booking.Start - now < station.LeadTime)
        {
            throw RefusalException.Impossible(
                $"The contact starts at {Text(booking.Start)}, less than {DurationText.Format(station.LeadTime)} from now, {station.Name}'s lead time.");
        }

        var (up, down) = Band.Shared(satellite.Model.Bands, station.Bands);
        if ((booking.Purpose is not ContactPurpose.Downlink && up <= 0) || (booking.Purpose is not ContactPurpose.Uplink && down <= 0))
        {
            throw RefusalException.Impossible($"{station.Name} and satellite {booking.NoradId} share no band for purpose {booking.Purpose}.");
        }

        return (station, satellite);
    }

    private IReadOnlyList<Interval> WindowsOf(ContactBooking booking, StationModel station, SatelliteModel satellite, Interval span)
    {
        foreach (var maintenance in station.Maintenance)
        {
            if (maintenance.Overlaps(span))
            {
                throw RefusalException.Impossible($"{station.Name} is in maintenance in {maintenance}.");
            }
        }

        var windows = _sky.Windows(satellite, station, span.Widen(_rules.ViewTolerance));
        if (!windows.Any(window => window.Widen(_rules.ViewTolerance).Contains(span)))
        {
            var seen = windows.Count == 0 ? "not at all" : $"only in {string.Join(", ", windows)}";
            throw RefusalException.Impossible(
                $"Satellite {booking.NoradId} is not in view of {station.Name} throughout {span}: by this gateway's propagation {seen}.");
        }

        return [.. windows.Select(window => window.Intersect(span)).Where(window => !window.IsEmpty)];
    }

    private void RefuseIfTaken(ContactBooking booking, StationModel station, Interval span)
    {
        foreach (var other in _contacts.Values)
        {
            if (other.NoradId == booking.NoradId && other.Occupied.Overlaps(span))
            {
                throw RefusalException.Conflict(
                    $"Satellite {booking.NoradId} is taken in {other.Occupied} by contact {other.Id} at {other.Station.Name}.");
            }

            if (other.Station == station
                && other.Booking.Antenna == booking.Antenna
                && !other.Occupied.IsEmpty
                && other.Occupied.Widen(station.Turnaround).Overlaps(span))
            {
                throw RefusalException.Conflict(
                    $"Antenna {booking.Antenna} of {station.Name} is taken in {other.Occupied} by contact {other.Id}, and needs {DurationText.Format(station.Turnaround)} between two contacts.");
            }
        }
    }
}
