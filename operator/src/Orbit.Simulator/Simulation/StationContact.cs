using Orbit.Gateway.Contract;
using Orbit.Simulator.Constellations;
using Orbit.Simulator.Faults;
using Orbit.Simulator.Log;
using Orbit.Visibility.Intervals;

namespace Orbit.Simulator.Simulation;

/// <summary>
/// One booked contact: its life, its link, and the transfers that run over it, one up and one down at a time. Not safe for
/// concurrent use; time comes in as an argument and never goes back.
/// </summary>
internal sealed class StationContact
{
    // How long before its start a provider says at the latest what becomes of a contact.
    private static readonly TimeSpan JustBefore = TimeSpan.FromSeconds(1);

    private readonly WorldRules _rules;
    private readonly SimulatedSatellite _satellite;
    private readonly GroundStore _ground;
    private readonly FaultBook _faults;
    private readonly PhysicalLog _log;
    private readonly Func<Interval, IReadOnlyList<Interval>> _seen;
    private readonly DateTimeOffset _bookedAt;
    private readonly DateTimeOffset _scheduledAt;
    private readonly HashSet<int> _moves = [];
    private readonly List<Transfer> _uplinks = [];
    private readonly List<Transfer> _downlinks = [];
    private readonly Lane _up;
    private readonly Lane _down;
    private IReadOnlyList<Interval> _windows;
    private Action<Func<LinkRecord, LinkRecord>>? _link;
    private bool _wasHeard;
    private ContactState? _verdict;
    private ContactCause? _cause;
    private FaultRequest? _stationFault;
    private (DateTimeOffset At, string Reason)? _decline;
    private DateTimeOffset? _nextMove;
    private string? _reason;
    private DateTimeOffset _settledAt;

    /// <summary>A contact booked at an instant.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="booking">What is booked.</param>
    /// <param name="station">The station.</param>
    /// <param name="satellite">The satellite.</param>
    /// <param name="windows">When, within the booked interval, the station sees the satellite.</param>
    /// <param name="seen">When the station sees the satellite within any interval.</param>
    /// <param name="rules">The providers' habits.</param>
    /// <param name="ground">Where results go.</param>
    /// <param name="faults">What goes wrong.</param>
    /// <param name="log">What happens.</param>
    /// <param name="bookedAt">The instant of booking.</param>
    public StationContact(
        string id,
        ContactBooking booking,
        StationModel station,
        SimulatedSatellite satellite,
        IReadOnlyList<Interval> windows,
        Func<Interval, IReadOnlyList<Interval>> seen,
        WorldRules rules,
        GroundStore ground,
        FaultBook faults,
        PhysicalLog log,
        DateTimeOffset bookedAt)
    {
        Id = id;
        Asked = booking;
        Booking = booking;
        Station = station;
        _satellite = satellite;
        _windows = windows;
        _seen = seen;
        _bookedAt = bookedAt;
        _rules = rules;
        _ground = ground;
        _faults = faults;
        _log = log;
        _scheduledAt = bookedAt + rules.SchedulingDelay;
        _settledAt = bookedAt;
        var (up, down) = Band.Shared(satellite.Model.Bands, station.Bands);
        _up = new Lane(up);
        _down = new Lane(down);
        Occupied = new Interval(booking.Start, booking.End);
    }

    public string Id { get; }

    /// <summary>What its booker asked for.</summary>
    public ContactBooking Asked { get; }

    /// <summary>What is booked now.</summary>
    public ContactBooking Booking { get; private set; }

    public StationModel Station { get; }

    public int NoradId => Booking.NoradId;

    /// <summary>When its antenna and its satellite are taken: as booked, and up to the cancellation when it is cancelled.</summary>
    public Interval Occupied { get; private set; }

    /// <summary>Whether nothing more will move in it.</summary>
    public bool IsOver { get; private set; }

    private DateTimeOffset Start => Booking.Start;

    private DateTimeOffset End => Booking.End;

    /// <summary>Where it is in its life.</summary>
    public ContactState StateAt(DateTimeOffset at)
    {
        if (_verdict is { } verdict)
        {
            return verdict;
        }

        return at switch
        {
            _ when at < _scheduledAt || _decline is not null => ContactState.Scheduling,
            _ when at < Start - _rules.PrePass => ContactState.Scheduled,
            _ when at < Start => ContactState.PrePass,
            _ when at < End => ContactState.Pass,
            _ when at < End + _rules.PostPass => ContactState.PostPass,
            _ => ContactState.Completed,
        };
    }

    /// <summary>As the contract says it, and as far as the gateway says it.</summary>
    public GatewayContact ToContract(DateTimeOffset at) =>
        StateAt(at) is not (ContactState.Scheduling or ContactState.Cancelled or ContactState.ProviderCancelled) && _faults.NeverEnds(this, at)
            ? Known(at) with
            {
                State = ContactState.Scheduled,
                Cause = null,
                Reason = null,
                Uplinks = [.. _uplinks.Select(u => new UplinkTransfer { AttemptId = u.AttemptId, SizeBytes = u.SizeBytes ?? 0, State = UplinkState.Waiting })],
                Downlinks = [.. _downlinks.Select(d => new DownlinkTransfer { AttemptId = d.AttemptId, State = DownlinkState.Waiting })],
            }
            : Known(at);

    private GatewayContact Known(DateTimeOffset at) => new()
    {
        Id = Id,
        Station = Station.Name,
        NoradId = NoradId,
        Antenna = Booking.Antenna,
        Start = Start,
        End = End,
        Purpose = Booking.Purpose,
        State = StateAt(at),
        Cause = _cause,
        Reason = _reason,
        Uplinks = [.. _uplinks.Select(transfer => transfer.ToUplink())],
        Downlinks = [.. _downlinks.Select(transfer => transfer.ToDownlink())],
    };

    /// <summary>Stages a bundle.</summary>
    /// <returns>The transfer, and whether it is new.</returns>
    /// <exception cref="RefusalException">It can't go up in this contact.</exception>
    public (Transfer Transfer, bool IsNew) Stage(Bundle bundle, DateTimeOffset at)
    {
        if (Find(_uplinks, bundle.AttemptId) is { } staged)
        {
            return staged.Bundle == bundle
                ? (staged, false)
                : throw RefusalException.Conflict($"Attempt {bundle.AttemptId} is staged in contact {Id} with another bundle.");
        }

        RefuseIfOver(at);
        if (Booking.Purpose is ContactPurpose.Downlink)
        {
            throw RefusalException.Impossible($"Contact {Id} is booked for downlinks; nothing goes up in it.");
        }

        var transfer = new Transfer(bundle.AttemptId, TransferDirection.Up, bundle);
        _uplinks.Add(transfer);
        return (transfer, true);
    }

    /// <summary>Asks for a result.</summary>
    /// <returns>The transfer, and whether it is new.</returns>
    /// <exception cref="RefusalException">It can't come down in this contact.</exception>
    public (Transfer Transfer, bool IsNew) Request(string attemptId, DateTimeOffset at)
    {
        if (Find(_downlinks, attemptId) is { } requested)
        {
            return (requested, false);
        }

        RefuseIfOver(at);
        if (Booking.Purpose is ContactPurpose.Uplink)
        {
            throw RefusalException.Impossible($"Contact {Id} is booked for uplinks; nothing comes down in it.");
        }

        var transfer = new Transfer(attemptId, TransferDirection.Down);
        _downlinks.Add(transfer);
        return (transfer, true);
    }

    /// <summary>Books another interval for it.</summary>
    /// <param name="booking">What is booked from now on.</param>
    /// <param name="windows">When, within the booked interval, the station sees the satellite.</param>
    public void Rebook(ContactBooking booking, IReadOnlyList<Interval> windows)
    {
        Booking = booking;
        Occupied = new Interval(booking.Start, booking.End);
        _windows = windows;
    }

    /// <summary>It will not be carried out, which its provider says at an instant, just before its start at the latest.</summary>
    public void DeclineAt(DateTimeOffset at, string reason) => _decline = (BeforeStart(at), reason);

    /// <summary>Refuses what can't be asked of a contact that is over.</summary>
    /// <exception cref="RefusalException">It is over.</exception>
    public void RefuseIfOver(DateTimeOffset at)
    {
        if (IsOver)
        {
            throw RefusalException.Conflict($"Contact {Id} is over: it is {StateAt(at)}.");
        }
    }

    /// <summary>Cancels it.</summary>
    public void Cancel(ContactState verdict, string reason, DateTimeOffset at)
    {
        Occupied = new Interval(Start, at < Start ? Start : at);
        Close(at, verdict, reason, $"The contact was cancelled: {reason}");
    }

    /// <summary>The next instant at which something happens in it; null when nothing will.</summary>
    public DateTimeOffset? NextEvent()
    {
        DateTimeOffset? next = null;
        Consider(_scheduledAt);
        Consider(_decline?.At ?? _scheduledAt);
        Consider(_nextMove ?? _scheduledAt);
        Consider(Start);
        Consider(End);
        foreach (var window in _windows)
        {
            Consider(window.Start);
            Consider(window.End);
        }

        return Earlier(Earlier(next, _up.NextEvent(_settledAt)), _down.NextEvent(_settledAt));

        void Consider(DateTimeOffset edge) => next = edge > _settledAt ? Earlier(next, edge) : next;
    }

    /// <summary>Lets time pass up to an instant, in which nothing but the bits moved; hands over what is complete.</summary>
    public void Move(DateTimeOffset at)
    {
        var span = at - _settledAt;
        _settledAt = at;
        if (_up.Move(span) is { } up)
        {
            up.Complete(at);
            _up.Stop(at, finished: true);
            _satellite.Receive(up.Bundle!, at);
        }

        if (_down.Move(span) is { } down)
        {
            down.Complete(at);
            _down.Stop(at, finished: true);
            _ground.Keep(down.AttemptId, down.Result!, down.Sha256!);
        }
    }

    /// <summary>Makes and breaks the link, and ends the contact when its time has come.</summary>
    public void UpdateLink(DateTimeOffset at)
    {
        ConfirmOtherTimes(at);
        if (_decline is { } decline && at >= decline.At)
        {
            Occupied = new Interval(Start, Start);
            _cause = ContactCause.NotScheduled;
            Close(at, ContactState.Failed, decline.Reason, $"The contact was not carried out: {decline.Reason}");
            return;
        }

        var isOn = at >= Start && at >= _scheduledAt && at < End;
        var fault = isOn ? _faults.StationFault(this, at) : null;
        _stationFault ??= fault;
        var heard = isOn && fault is null && _windows.Any(window => window.Contains(at)) && _faults.IsHeard(this, at);
        if (heard && _link is null)
        {
            _wasHeard = true;
            _link = _log.Begin(new LinkRecord { Contact = Id, Station = Station.Name, Antenna = Booking.Antenna, NoradId = NoradId, Start = at });
            _satellite.LinkUp();
        }
        else if (!heard)
        {
            BreakLink(at);
        }

        if (at >= End)
        {
            if (_wasHeard)
            {
                Close(at, verdict: null, reason: null, "The contact ended before the transfer did.");
            }
            else if (_stationFault is { } broken)
            {
                var reason = broken.Reason ?? "The antenna failed.";
                _cause = ContactCause.StationFault;
                Close(at, ContactState.Failed, reason, reason);
            }
            else
            {
                _cause = ContactCause.NotHeard;
                Close(at, ContactState.Failed, "The station did not hear the satellite.", "The station did not hear the satellite.");
            }
        }
    }

    /// <summary>Starts and resumes transfers as far as the link, the satellite and the other transfers let it.</summary>
    public void StartTransfers(DateTimeOffset at)
    {
        if (_link is null)
        {
            return;
        }

        var factor = _faults.RateFactor(this, at);
        _up.Factor = factor;
        _down.Factor = factor;
        if (_up.Current is null && _uplinks.Find(IsOpen) is { } up)
        {
            Run(_up, up, result: null, at);
        }

        foreach (var down in _downlinks.Where(IsOpen))
        {
            var attempt = _satellite.Find(down.AttemptId);
            if (attempt?.Phase is AttemptPhase.Failed)
            {
                down.Fail(at, $"The attempt failed on board: {attempt.Reason}");
            }
            else if (_down.Current is null && (down.Result ?? attempt?.Result) is { } result)
            {
                Run(_down, down, result, at);
            }
        }
    }

    private static bool IsOpen(Transfer transfer) => transfer.State is TransferState.Waiting or TransferState.Moving;

    private static Transfer? Find(List<Transfer> transfers, string attemptId) =>
        transfers.Find(transfer => string.Equals(transfer.AttemptId, attemptId, StringComparison.Ordinal));

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b ?? a : a;

    // Whatever else is booked then: a provider that does this has not looked.
    private void ConfirmOtherTimes(DateTimeOffset at)
    {
        _nextMove = null;
        foreach (var fault in at < Start ? _faults.OtherTimes(this, at).Where(fault => !_moves.Contains(fault.Id)) : [])
        {
            var request = fault.Request;
            var due = BeforeStart((request.From > _bookedAt ? request.From.Value : _bookedAt) + (request.After ?? TimeSpan.Zero));
            if (at < due)
            {
                _nextMove = Earlier(_nextMove, due);
                continue;
            }

            _moves.Add(fault.Id);
            var moved = Booking with
            {
                Start = Start + (request.StartShift ?? TimeSpan.Zero),
                End = End + (request.EndShift ?? TimeSpan.Zero),
                Antenna = request.Antenna < Station.Antennas ? request.Antenna.Value : Booking.Antenna,
            };
            if (moved.End > moved.Start)
            {
                Rebook(moved, _seen(new Interval(moved.Start, moved.End)));
            }
        }
    }

    private DateTimeOffset BeforeStart(DateTimeOffset at) => at < Start - JustBefore ? at : Start - JustBefore;

    private void Run(Lane lane, Transfer transfer, byte[]? result, DateTimeOffset at)
    {
        if (transfer.State is TransferState.Waiting)
        {
            transfer.Begin(at, result);
        }

        lane.Start(transfer, _log.Begin(new TransmissionRecord
        {
            Contact = Id,
            Station = Station.Name,
            Antenna = Booking.Antenna,
            NoradId = NoradId,
            Direction = transfer.Direction,
            AttemptId = transfer.AttemptId,
            SizeBytes = transfer.SizeBytes!.Value,
            Start = at,
        }));
    }

    private void BreakLink(DateTimeOffset at)
    {
        if (_link is null)
        {
            return;
        }

        _up.Stop(at, finished: false);
        _down.Stop(at, finished: false);
        _link(record => record with { End = at });
        _link = null;
        _satellite.LinkDown(at);
    }

    private void Close(DateTimeOffset at, ContactState? verdict, string? reason, string transferReason)
    {
        BreakLink(at);
        _verdict = verdict;
        _reason = reason;
        IsOver = true;
        foreach (var transfer in _uplinks.Concat(_downlinks).Where(IsOpen))
        {
            transfer.Fail(at, transferReason);
        }
    }

    /// <summary>One direction of the link: one transfer at a time.</summary>
    private sealed class Lane(decimal bitsPerSecond)
    {
        private Action<Func<TransmissionRecord, TransmissionRecord>>? _log;

        public Transfer? Current { get; private set; }

        public decimal Factor { get; set; } = 1;

        private decimal Rate => bitsPerSecond * Factor;

        public void Start(Transfer transfer, Action<Func<TransmissionRecord, TransmissionRecord>> log)
        {
            Current = transfer;
            _log = log;
        }

        public void Stop(DateTimeOffset at, bool finished)
        {
            _log?.Invoke(record => record with { End = at, Finished = finished });
            _log = null;
            Current = null;
        }

        /// <summary>Lets bits move for a while; returns the transfer when its last one is over.</summary>
        public Transfer? Move(TimeSpan span) => Current?.Move(span, Rate) is true ? Current : null;

        public DateTimeOffset? NextEvent(DateTimeOffset now) => now + Current?.TimeLeft(Rate);
    }
}
