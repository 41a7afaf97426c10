using Orbit.Gateway.Contract;
using Orbit.Simulator.Simulation;

namespace Orbit.Simulator.Faults;

/// <summary>The faults in force and to come. Not safe for concurrent use.</summary>
internal sealed class FaultBook
{
    private static readonly FaultKind[] OfContacts =
    [
        FaultKind.LostContact, FaultKind.SlowLink, FaultKind.DecideLate, FaultKind.ConfirmOtherTimes, FaultKind.StationFault, FaultKind.NeverEnds,
        FaultKind.OtherElements,
    ];

    private static readonly TimeSpan LongestShift = TimeSpan.FromDays(1);

    private readonly List<Fault> _faults = [];
    private int _lastId;

    /// <summary>All faults not cleared, in the order of their asking.</summary>
    public IReadOnlyList<Fault> All => _faults.ToArray();

    /// <summary>Takes a fault in; what has been stays as it was.</summary>
    /// <exception cref="RefusalException">The request makes no sense.</exception>
    public Fault Add(FaultRequest request, DateTimeOffset now)
    {
        Validate(request, now);
        var fault = new Fault { Id = ++_lastId, Request = request with { From = request.From > now ? request.From : now } };
        _faults.Add(fault);
        return fault;
    }

    /// <summary>Clears a fault, or all of them when <paramref name="id"/> is null; returns whether there was one.</summary>
    public bool Clear(int? id) => _faults.RemoveAll(fault => id is null || fault.Id == id) > 0;

    /// <summary>Whether a fault has not been cleared.</summary>
    public bool Has(int id) => _faults.Exists(fault => fault.Id == id);

    /// <summary>The next instant after <paramref name="now"/> at which a fault begins or ends.</summary>
    public DateTimeOffset? NextEdge(DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (var fault in _faults.Where(fault => fault.StrikesAt is null))
        {
            Consider(fault.Request.From);
            Consider(fault.Request.To);
        }

        return next;

        void Consider(DateTimeOffset? edge) => next = edge > now && (next is null || edge < next) ? edge : next;
    }

    /// <summary>Whether a satellite is dead.</summary>
    public bool IsDead(int noradId, DateTimeOffset at) => Matching(FaultKind.SatelliteDead, contact: null, station: null, noradId, at).Any();

    /// <summary>Whether a station hears the satellite in a contact as far as faults go.</summary>
    public bool IsHeard(StationContact contact, DateTimeOffset at) =>
        !IsDead(contact.NoradId, at) && !Matching(FaultKind.LostContact, contact, at).Any();

    /// <summary>The fault of the station because of which it does not listen in a contact; null when it does.</summary>
    public FaultRequest? StationFault(StationContact contact, DateTimeOffset at) => Matching(FaultKind.StationFault, contact, at).FirstOrDefault()?.Request;

    /// <summary>Whether the gateway says no more of a contact than that it is scheduled.</summary>
    public bool NeverEnds(StationContact contact, DateTimeOffset at) => Matching(FaultKind.NeverEnds, contact, at).Any();

    /// <summary>The late decision that a booking of this instant meets; null when it is decided at once.</summary>
    public FaultRequest? LateDecision(string contactId, ContactBooking booking, DateTimeOffset at) => Of(FaultKind.DecideLate, contactId, booking, at).FirstOrDefault();

    /// <summary>The faults because of which a contact is confirmed with another interval or antenna.</summary>
    public IEnumerable<Fault> OtherTimes(StationContact contact, DateTimeOffset at) => Matching(FaultKind.ConfirmOtherTimes, contact, at);

    /// <summary>By how much later the provider sees the satellite in a booking of this instant than its elements say.</summary>
    public TimeSpan PassOffset(string contactId, ContactBooking booking, DateTimeOffset at) =>
        Of(FaultKind.OtherElements, contactId, booking, at).Aggregate(TimeSpan.Zero, (sum, fault) => sum + fault.Offset!.Value);

    /// <summary>By what the rates of a contact are multiplied.</summary>
    public decimal RateFactor(StationContact contact, DateTimeOffset at) =>
        Matching(FaultKind.SlowLink, contact, at).Aggregate(1m, (factor, fault) => factor * fault.Request.Factor!.Value);

    /// <summary>The cancellation that strikes a contact now.</summary>
    public Fault? TakeCancellation(StationContact contact, DateTimeOffset at) =>
        Take(Matching(FaultKind.ProviderCancellation, contact, at), at);

    /// <summary>An upset for a run now in course, which will strike at <paramref name="strikesAt"/>.</summary>
    public Fault? TakeUpset(int noradId, string attemptId, DateTimeOffset at, DateTimeOffset strikesAt) =>
        Take(
            Matching(FaultKind.Upset, contact: null, station: null, noradId, at)
                .Where(fault => fault.Request.AttemptId is not { } only || string.Equals(only, attemptId, StringComparison.Ordinal)),
            strikesAt);

    private static void Validate(FaultRequest request, DateTimeOffset now)
    {
        var kind = request.Kind;
        var ofContact = OfContacts.Contains(kind);
        if (request.To <= now || request.To <= request.From)
        {
            throw RefusalException.Impossible("to is not after from and the present.");
        }

        RefuseIf(kind is FaultKind.ProviderCancellation && request.Contact is null, "contact", "is needed");
        RefuseIf(request.Contact is not null && !ofContact && kind is not FaultKind.ProviderCancellation, "contact", "has no meaning");
        RefuseIf(request.Station is not null && !ofContact, "station", "has no meaning");
        RefuseIf(ofContact && request is { Contact: null, Station: null, NoradId: null }, "contact, station or noradId", "is needed");
        RefuseIf(kind is FaultKind.SatelliteDead && request.NoradId is null, "noradId", "is needed");
        RefuseIf(kind is FaultKind.Upset && request is { NoradId: null, AttemptId: null }, "noradId or attemptId", "is needed");
        RefuseIf(kind is not FaultKind.Upset && request.AttemptId is not null, "attemptId", "has no meaning");
        RefuseIf(kind is not FaultKind.Upset && request.Restart, "restart", "has no meaning");
        RefuseIf(kind is FaultKind.SlowLink && request.Factor is not (>= 0.001m and <= 1m), "factor", "from 0.001 to 1 is needed");
        RefuseIf(kind is not FaultKind.SlowLink && request.Factor is not null, "factor", "has no meaning");
        RefuseIf(kind is not (FaultKind.DecideLate or FaultKind.ConfirmOtherTimes) && request.After is not null, "after", "has no meaning");
        RefuseIf(request.After < TimeSpan.Zero, "after", "of zero or more is needed");
        RefuseIf(kind is FaultKind.ConfirmOtherTimes && request is { StartShift: null, EndShift: null, Antenna: null }, "startShift, endShift or antenna", "is needed");
        RefuseIf(kind is not FaultKind.ConfirmOtherTimes && request.StartShift is not null, "startShift", "has no meaning");
        RefuseIf(kind is not FaultKind.ConfirmOtherTimes && request.EndShift is not null, "endShift", "has no meaning");
        RefuseIf(kind is not FaultKind.ConfirmOtherTimes && request.Antenna is not null, "antenna", "has no meaning");
        RefuseIf(request.Antenna < 0, "antenna", "of zero or more is needed");
        RefuseIf(kind is FaultKind.OtherElements && request.Offset is null, "offset", "is needed");
        RefuseIf(kind is not FaultKind.OtherElements && request.Offset is not null, "offset", "has no meaning");
        foreach (var (field, shift) in new[] { ("after", request.After), ("startShift", request.StartShift), ("endShift", request.EndShift), ("offset", request.Offset) })
        {
            RefuseIf(shift?.Duration() > LongestShift, field, "of a day at most is needed");
        }

        void RefuseIf(bool wrong, string field, string what)
        {
            if (wrong)
            {
                throw RefusalException.Impossible($"{field} {what} for a fault of kind {kind}.");
            }
        }
    }

    private IEnumerable<FaultRequest> Of(FaultKind kind, string contactId, ContactBooking booking, DateTimeOffset at) =>
        Matching(kind, contactId, booking.Station, booking.NoradId, at).Select(fault => fault.Request);

    private IEnumerable<Fault> Matching(FaultKind kind, StationContact contact, DateTimeOffset at) =>
        Matching(kind, contact.Id, contact.Station.Name, contact.NoradId, at);

    private IEnumerable<Fault> Matching(FaultKind kind, string? contact, string? station, int noradId, DateTimeOffset at) =>
        _faults.Where(fault =>
            fault.Request.Kind == kind
            && fault.IsActive(at)
            && (fault.Request.NoradId ?? noradId) == noradId
            && (fault.Request.Contact is not { } id || string.Equals(id, contact, StringComparison.Ordinal))
            && (fault.Request.Station is not { } only || string.Equals(only, station, StringComparison.Ordinal)));

    private Fault? Take(IEnumerable<Fault> matching, DateTimeOffset strikesAt)
    {
        if (matching.FirstOrDefault() is not { } fault)
        {
            return null;
        }

        var taken = fault with { StrikesAt = strikesAt };
        _faults[_faults.IndexOf(fault)] = taken;
        return taken;
    }
}
