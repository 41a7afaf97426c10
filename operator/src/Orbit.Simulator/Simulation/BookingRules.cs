using Orbit.Gateway.Contract;
using Orbit.Simulator.Constellations;
using Orbit.Visibility.Intervals;

namespace Orbit.Simulator.Simulation;

/// <summary>What a contact must be to be booked: what the station sells, in view by the simulator's own propagation, and not taken.</summary>
/// <param name="sky">Who sees whom.</param>
/// <param name="rules">The providers' habits.</param>
internal sealed class BookingRules(ISky sky, WorldRules rules)
{
    /// <summary>How far from the present a contact may lie.</summary>
    private static readonly TimeSpan BookingHorizon = TimeSpan.FromDays(366);

    // A refusal reports when the satellite is in view, within this time before and after the contact.
    private static readonly TimeSpan AroundContact = TimeSpan.FromMinutes(15);

    /// <summary>Checks a booking.</summary>
    /// <param name="booking">What is to be booked.</param>
    /// <param name="station">Its station.</param>
    /// <param name="satellite">Its satellite.</param>
    /// <param name="booked">All contacts that were ever booked.</param>
    /// <param name="offset">By how much later the provider sees the satellite than its elements say.</param>
    /// <param name="now">The present.</param>
    /// <returns>When, within the booking, the station sees the satellite.</returns>
    /// <exception cref="RefusalException">It can't be booked; names the field and what would be right.</exception>
    public IReadOnlyList<Interval> Check(
        ContactBooking booking, StationModel station, SatelliteModel satellite, IEnumerable<StationContact> booked, TimeSpan offset, DateTimeOffset now)
    {
        CheckTerms(booking, station, satellite, now);
        var span = new Interval(booking.Start, booking.End);
        var windows = WindowsOf(booking, station, satellite, span, offset);
        RefuseIfTaken(booking, station, span, booked);
        return windows;
    }

    /// <summary>Checks an extension.</summary>
    /// <param name="extended">The contact with its new end.</param>
    /// <param name="station">Its station.</param>
    /// <param name="satellite">Its satellite.</param>
    /// <param name="others">All other contacts that were ever booked.</param>
    /// <param name="offset">By how much later the provider sees the satellite than its elements say.</param>
    /// <param name="now">The present.</param>
    /// <returns>When, within the extended contact, the station sees the satellite.</returns>
    /// <exception cref="RefusalException">It can't be extended so far.</exception>
    public IReadOnlyList<Interval> CheckExtension(
        ContactBooking extended, StationModel station, SatelliteModel satellite, IEnumerable<StationContact> others, TimeSpan offset, DateTimeOffset now)
    {
        if (extended.End > now + BookingHorizon)
        {
            throw RefusalException.Impossible($"end is more than {BookingHorizon.Days} days from now.");
        }

        var span = new Interval(extended.Start, extended.End);
        var windows = WindowsOf(extended, station, satellite, span, offset);
        RefuseIfTaken(extended, station, span, others);
        return windows;
    }

    /// <summary>When, within an interval, a station sees a satellite that it sees later by an offset than its elements say.</summary>
    public IReadOnlyList<Interval> Windows(SatelliteModel satellite, StationModel station, Interval span, TimeSpan offset) =>
        [.. sky.Windows(satellite, station, Later(span, -offset)).Select(window => Later(window, offset))];

    private static Interval Later(Interval interval, TimeSpan by) => new(interval.Start + by, interval.End + by);

    private static void CheckTerms(ContactBooking booking, StationModel station, SatelliteModel satellite, DateTimeOffset now)
    {
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
            throw RefusalException.Impossible($"The contact ended at {Instants.Text(booking.End)}; it is {Instants.Text(now)}.");
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
            throw RefusalException.TooLateToBook(
                $"The contact starts at {Instants.Text(booking.Start)}, less than {DurationText.Format(station.LeadTime)} from now, {station.Name}'s lead time.");
        }

        var (up, down) = Band.Shared(satellite.Bands, station.Bands);
        if ((booking.Purpose is not ContactPurpose.Downlink && up <= 0) || (booking.Purpose is not ContactPurpose.Uplink && down <= 0))
        {
            throw RefusalException.Impossible($"{station.Name} and satellite {booking.NoradId} share no band for purpose {booking.Purpose}.");
        }
    }

    private IReadOnlyList<Interval> WindowsOf(ContactBooking booking, StationModel station, SatelliteModel satellite, Interval span, TimeSpan offset)
    {
        foreach (var maintenance in station.Maintenance)
        {
            if (maintenance.Overlaps(span))
            {
                throw RefusalException.Impossible($"{station.Name} is in maintenance in {maintenance}.");
            }
        }

        var windows = Windows(satellite, station, span.Widen(rules.ViewTolerance), offset);
        if (!windows.Any(window => window.Widen(rules.ViewTolerance).Contains(span)))
        {
            var seen = windows.Count == 0 ? "not at all" : $"only in {string.Join(", ", windows)}";
            throw RefusalException.NotInView(
                $"Satellite {booking.NoradId} is not in view of {station.Name} throughout {span}: by this gateway's propagation {seen}.",
                [.. Windows(satellite, station, span.Widen(AroundContact), offset).Select(w => new VisibleInterval { Start = w.Start, End = w.End })]);
        }

        return [.. windows.Select(window => window.Intersect(span)).Where(window => !window.IsEmpty)];
    }

    private static void RefuseIfTaken(ContactBooking booking, StationModel station, Interval span, IEnumerable<StationContact> booked)
    {
        foreach (var other in booked)
        {
            if (other.NoradId == booking.NoradId && other.Occupied.Overlaps(span))
            {
                throw RefusalException.Taken(
                    $"Satellite {booking.NoradId} is taken in {other.Occupied} by contact {other.Id} at {other.Station.Name}.");
            }

            if (other.Station == station
                && other.Booking.Antenna == booking.Antenna
                && !other.Occupied.IsEmpty
                && other.Occupied.Widen(station.Turnaround).Overlaps(span))
            {
                throw RefusalException.Taken(
                    $"Antenna {booking.Antenna} of {station.Name} is taken in {other.Occupied} by contact {other.Id}, and needs {DurationText.Format(station.Turnaround)} between two contacts.");
            }
        }
    }
}
