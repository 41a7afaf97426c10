using Orbit.Gateway.Contract;
using Orbit.Simulator.Constellations;
using Orbit.Simulator.Faults;
using Orbit.Simulator.Log;

namespace Orbit.Simulator.Simulation;

/// <summary>All contacts that were ever booked, by id. Not safe for concurrent use.</summary>
/// <param name="constellation">Which stations there are.</param>
/// <param name="satellites">The satellites, by catalogue number.</param>
/// <param name="terms">What can be booked.</param>
/// <param name="rules">The providers' habits.</param>
/// <param name="ground">Where results go.</param>
/// <param name="faults">What goes wrong.</param>
/// <param name="log">What happens.</param>
internal sealed class ContactBook(
    Constellation constellation,
    IReadOnlyDictionary<int, SimulatedSatellite> satellites,
    BookingRules terms,
    WorldRules rules,
    GroundStore ground,
    FaultBook faults,
    PhysicalLog log)
{
    private readonly Dictionary<string, StationContact> _contacts = new(StringComparer.Ordinal);

    /// <summary>Books a contact; a repeat changes nothing.</summary>
    /// <returns>The contact, and whether it is new.</returns>
    /// <exception cref="RefusalException">It can't be booked.</exception>
    public (StationContact Contact, bool IsNew) Book(string id, ContactBooking booking, DateTimeOffset now)
    {
        if (_contacts.TryGetValue(id, out var known))
        {
            return booking == known.Asked || booking == known.Booking
                ? (known, false)
                : throw RefusalException.Conflict($"Contact {id} is booked already with other content.");
        }

        var station = StationOf(booking.Station);
        if (!satellites.TryGetValue(booking.NoradId, out var satellite))
        {
            throw RefusalException.Impossible($"noradId is {booking.NoradId}, which is not in this constellation.");
        }

        var offset = faults.PassOffset(id, booking, now);
        var windows = terms.Check(booking, station, satellite.Model, _contacts.Values, offset, now);
        var contact = new StationContact(
            id, booking, station, satellite, windows, span => terms.Windows(satellite.Model, station, span, offset), rules, ground, faults, log, now);
        if (faults.LateDecision(id, booking, now) is { } late)
        {
            contact.DeclineAt(now + (late.After ?? booking.End - now), late.Reason ?? "FAILED_TO_SCHEDULE");
        }

        _contacts.Add(id, contact);
        return (contact, true);
    }

    /// <summary>Extends a contact; an end that is not after its own changes nothing.</summary>
    /// <exception cref="RefusalException">It is unknown or over, or can't be extended.</exception>
    public StationContact Extend(string id, DateTimeOffset end, DateTimeOffset now)
    {
        var contact = Find(id);
        contact.RefuseIfOver(now);
        if (end > contact.Booking.End)
        {
            var extended = contact.Booking with { End = end };
            var others = _contacts.Values.Where(other => other != contact);
            var windows = terms.CheckExtension(extended, contact.Station, satellites[contact.NoradId].Model, others, faults.PassOffset(id, extended, now), now);
            contact.Rebook(extended, windows);
        }

        return contact;
    }

    /// <summary>Cancels a contact; a repeat changes nothing.</summary>
    /// <exception cref="RefusalException">It is unknown, or it is too late.</exception>
    public StationContact Cancel(string id, DateTimeOffset now)
    {
        var contact = Find(id);
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
                $"Contact {id} can't be cancelled after {Instants.Text(contact.Booking.Start - cutoff)}, {DurationText.Format(cutoff)} before its start.");
        }

        contact.Cancel(ContactState.Cancelled, "It was cancelled by its booker.", now);
        return contact;
    }

    /// <summary>A contact by its id.</summary>
    /// <exception cref="RefusalException">It is unknown.</exception>
    public StationContact Find(string id) =>
        _contacts.TryGetValue(id, out var contact) ? contact : throw RefusalException.Unknown($"There is no contact {id}.");

    /// <summary>The contacts that share an instant with a span, by start; of one station or of all.</summary>
    /// <exception cref="RefusalException">The station is unknown.</exception>
    public IEnumerable<StationContact> Between(string? station, DateTimeOffset? from, DateTimeOffset? to)
    {
        var only = station is null ? null : StationOf(station);
        return _contacts.Values
            .Where(contact => (only is null || contact.Station == only) && !(contact.Booking.End <= from) && !(contact.Booking.Start >= to))
            .OrderBy(contact => contact.Booking.Start)
            .ThenBy(contact => contact.Id, StringComparer.Ordinal);
    }

    private StationModel StationOf(string name) => constellation.Stations.TryGetValue(name, out var station)
        ? station
        : throw RefusalException.Impossible($"station is '{(name.Length > 100 ? name[..100] : name)}', which is not one of this gateway's stations.");
}
