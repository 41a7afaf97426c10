using Orbit.Gateway.Contract;
using Orbit.Simulator.Constellations;
using Orbit.Simulator.Faults;
using Orbit.Simulator.Inference;
using Orbit.Simulator.Log;

namespace Orbit.Simulator.Simulation;

/// <summary>The stations, the satellites, and everything between them. Safe for concurrent use.</summary>
/// <remarks>
/// An event simulation. Between two events nothing changes but what is linear in time, so the world jumps from event to
/// event (<see cref="AdvanceTo"/>) whenever somebody looks at it, and every instant has one state however often, and in
/// whatever steps, it was looked at before. Only an inference endpoint's answer comes from outside; it counts when it comes.
/// </remarks>
internal sealed class World
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly FaultBook _faults = new();
    private readonly GroundStore _ground = new();
    private readonly PhysicalLog _log;
    private readonly Dictionary<int, SimulatedSatellite> _satellites;
    private readonly ContactBook _book;
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
        _clock = clock;
        _log = log;
        _now = clock.GetUtcNow();
        _satellites = constellation.Satellites.Values.ToDictionary(
            model => model.NoradId,
            model => new SimulatedSatellite(model, inference, _faults, log, TakeAnswer));
        _book = new ContactBook(constellation, _satellites, new BookingRules(sky, rules), rules, _ground, _faults, log);
    }

    /// <summary>Raised when the next event may have become an earlier one.</summary>
    public event EventHandler? Changed;

    /// <summary>Brings the world to the present; returns the instant of the next event, null when nothing will happen by itself.</summary>
    public DateTimeOffset? Advance() => Look(_ => NextEvent());

    /// <summary>Books a contact.</summary>
    /// <returns>The contact, and whether it is new.</returns>
    /// <exception cref="RefusalException">It can't be booked.</exception>
    public (GatewayContact Contact, bool IsNew) Book(string id, ContactBooking booking) => Change(
        now =>
        {
            var booked = _book.Book(id, booking, now);
            if (booked.IsNew)
            {
                _open.Add(booked.Contact);
            }

            return booked;
        },
        (result, now) => (result.Contact.ToContract(now), result.IsNew));

    /// <summary>Extends a contact; an end that is not after its own changes nothing.</summary>
    /// <exception cref="RefusalException">It is unknown or over, or can't be extended.</exception>
    public GatewayContact Extend(string id, DateTimeOffset end) => Change(
        now => _book.Extend(id, end, now),
        (contact, now) => contact.ToContract(now));

    /// <summary>Cancels a contact; a repeat changes nothing.</summary>
    /// <exception cref="RefusalException">It is unknown, or it is too late.</exception>
    public void Cancel(string id) => Change(now => _open.Remove(_book.Cancel(id, now)));

    /// <summary>A contact as it is now.</summary>
    /// <exception cref="RefusalException">It is unknown.</exception>
    public GatewayContact Contact(string id) => Look(now => _book.Find(id).ToContract(now));

    /// <summary>The contacts that share an instant with a span, by start; of one station or of all.</summary>
    /// <exception cref="RefusalException">The station is unknown.</exception>
    public IReadOnlyList<GatewayContact> Contacts(string? station, DateTimeOffset? from, DateTimeOffset? to) => Look(now =>
        (IReadOnlyList<GatewayContact>)[.. _book.Between(station, from, to).Select(contact => contact.ToContract(now))]);

    /// <summary>Stages a bundle for a contact.</summary>
    /// <returns>The transfer, and whether it is new.</returns>
    /// <exception cref="RefusalException">It can't go up.</exception>
    public (UplinkTransfer Transfer, bool IsNew) Stage(string contactId, Bundle bundle) => Change(
        now =>
        {
            BundleRules.Check(bundle);
            return _book.Find(contactId).Stage(bundle, now);
        },
        (result, _) => (result.Transfer.ToUplink(), result.IsNew));

    /// <summary>Asks for a result in a contact.</summary>
    /// <returns>The transfer, and whether it is new.</returns>
    /// <exception cref="RefusalException">It can't come down.</exception>
    public (DownlinkTransfer Transfer, bool IsNew) Request(string contactId, string attemptId) => Change(
        now => _book.Find(contactId).Request(attemptId, now),
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

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b ?? a : a;

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
}
