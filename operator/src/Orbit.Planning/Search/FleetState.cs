using Orbit.Planning.Fleets;
using Orbit.Planning.Outcomes;

namespace Orbit.Planning.Search;

/// <summary>The fleet in a round of planning: the snapshot, and on top of it what the round has booked so far.</summary>
internal sealed class FleetState
{
    public FleetState(Fleet fleet)
    {
        Fleet = fleet;

        var stations = fleet.Stations.OrderBy(s => s.Name, StringComparer.Ordinal).ToArray();
        StationsByName = new Dictionary<string, StationState>(stations.Length, StringComparer.Ordinal);
        Stations = new StationState[stations.Length];
        for (var i = 0; i < stations.Length; i++)
        {
            Stations[i] = new StationState(stations[i], i, fleet);
            if (!StationsByName.TryAdd(stations[i].Name, Stations[i]))
            {
                throw new ArgumentException($"Station {stations[i].Name} comes twice.", nameof(fleet));
            }
        }

        var satellites = fleet.Satellites.OrderBy(s => s.Name, StringComparer.Ordinal).ToArray();
        SatellitesByName = new Dictionary<string, SatelliteState>(satellites.Length, StringComparer.Ordinal);
        Satellites = new SatelliteState[satellites.Length];
        for (var i = 0; i < satellites.Length; i++)
        {
            Satellites[i] = new SatelliteState(satellites[i], i, StationsByName, fleet.Rules.RateShare);
            if (!SatellitesByName.TryAdd(satellites[i].Name, Satellites[i]))
            {
                throw new ArgumentException($"Satellite {satellites[i].Name} comes twice.", nameof(fleet));
            }
        }

        foreach (var booking in fleet.Bookings)
        {
            Book(booking);
        }

        // In the order of arrival, so that each is added behind the others.
        var arriving = fleet.ComputeReservations
            .OrderBy(r => r.Arrival).ThenBy(r => r.Interval.Start).ThenBy(r => r.Interval.End).ThenBy(r => r.Job, StringComparer.Ordinal);
        foreach (var reservations in arriving.GroupBy(r => r.Satellite, StringComparer.Ordinal))
        {
            SatellitesByName.GetValueOrDefault(reservations.Key)?.Reserve([.. reservations], fleet.Now.UtcTicks);
        }
    }

    /// <summary>The snapshot.</summary>
    public Fleet Fleet { get; }

    /// <summary>The stations in the order of their names.</summary>
    public StationState[] Stations { get; }

    /// <summary>The satellites in the order of their names.</summary>
    public SatelliteState[] Satellites { get; }

    /// <summary>The stations by name.</summary>
    public Dictionary<string, StationState> StationsByName { get; }

    /// <summary>The satellites by name.</summary>
    public Dictionary<string, SatelliteState> SatellitesByName { get; }

    /// <summary>Takes what a plan needs, so that later plans leave it free.</summary>
    public void Take(Plan plan)
    {
        foreach (var booking in plan.Bookings())
        {
            Book(booking);
            StationsByName[booking.Station].TakeLedgerRoom();
        }

        if (plan is { Compute: { } compute, Uplink: { } uplink })
        {
            SatellitesByName[plan.Satellite].Compute.Add(uplink.Transfer.EndTicks, compute);
        }
    }

    // A ledger may name a station or a satellite that is gone, or an antenna more than the station now has. What is
    // left of such a booking still counts: the satellite's radio is taken even if the antenna is unknown.
    private void Book(Booking booking)
    {
        if (StationsByName.TryGetValue(booking.Station, out var station)
            && booking.Antenna >= 0 && booking.Antenna < station.Antennas.Length)
        {
            station.Antennas[booking.Antenna].Add(booking.Interval);
        }

        if (SatellitesByName.TryGetValue(booking.Satellite, out var satellite))
        {
            satellite.Contacts.Add(booking.Interval);
        }
    }
}
