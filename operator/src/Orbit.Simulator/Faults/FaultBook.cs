using Orbit.Simulator.Simulation;

namespace Orbit.Simulator.Faults;

/// <summary>The faults in force and to come. Not safe for concurrent use.</summary>
internal sealed class FaultBook
{
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
    public bool IsDead(int noradId, DateTimeOffset at) => Matching(FaultKind.SatelliteDead, contact: null, noradId, at).Any();

    /// <summary>Whether a station hears the satellite in a contact as far as faults go.</summary>
    public bool IsHeard(StationContact contact, DateTimeOffset at) =>
        !IsDead(contact.NoradId, at) && !Matching(FaultKind.LostContact, contact, contact.NoradId, at).Any();

    /// <summary>By what the rates of a contact are multiplied.</summary>
    public decimal RateFactor(StationContact contact, DateTimeOffset at) =>
        Matching(FaultKind.SlowLink, contact, contact.NoradId, at).Aggregate(1m, (factor, fault) => factor * fault.Request.Factor!.Value);

    /// <summary>The cancellation that strikes a contact now.</summary>
    public Fault? TakeCancellation(StationContact contact, DateTimeOffset at) =>
        Take(Matching(FaultKind.ProviderCancellation, contact, contact.NoradId, at), at);

    /// <summary>An upset for a run now in course, which will strike at <paramref name="strikesAt"/>.</summary>
    public Fault? TakeUpset(int noradId, string attemptId, DateTimeOffset at, DateTimeOffset strikesAt) =>
        Take(
            Matching(FaultKind.Upset, contact: null, noradId, at)
                .Where(fault => fault.Request.AttemptId is not { } only || string.Equals(only, attemptId, StringComparison.Ordinal)),
            strikesAt);

    private static void Validate(FaultRequest request, DateTimeOffset now)
    {
        var kind = request.Kind;
        var ofContact = kind is FaultKind.LostContact or FaultKind.SlowLink;
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

        void RefuseIf(bool wrong, string field, string what)
        {
            if (wrong)
            {
                throw RefusalException.Impossible($"{field} {what} for a fault of kind {kind}.");
            }
        }
    }

    private IEnumerable<Fault> Matching(FaultKind kind, StationContact? contact, int noradId, DateTimeOffset at) =>
        _faults.Where(fault =>
            fault.Request.Kind == kind
            && fault.IsActive(at)
            && (fault.Request.NoradId ?? noradId) == noradId
            && (fault.Request.Contact is not { } id || string.Equals(id, contact?.Id, StringComparison.Ordinal))
            && (fault.Request.Station is not { } station || string.Equals(station, contact?.Station.Name, StringComparison.Ordinal)));

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
