using Orbit.Planning.Fleets;
using Orbit.Planning.Requests;
using Orbit.Visibility.Intervals;

namespace Orbit.Planning.Tests.Checking;

/// <summary>Tries every whole second for every contact on every antenna of every station and satellite.</summary>
internal sealed class BruteForce(World world, PlanningRequest request)
{
    private const long Second = TimeSpan.TicksPerSecond;
    private readonly long _zero = world.Fleet.Now.UtcTicks;
    private readonly int _seconds = (int)world.Fleet.Horizon.Duration.TotalSeconds;

    private readonly Dictionary<(string, long, long), long?> _starts = [];
    private (double Primary, long Completion)? _best;

    /// <summary>The best that can be had: what the objective asks for, then the completion; null when nothing can.</summary>
    public (double Primary, DateTimeOffset Completion)? Best()
    {
        _best = null;
        foreach (var satellite in world.Fleet.Satellites)
        {
            if (request is JobRequest job)
            {
                if (World.SatelliteFault(job, satellite) is null)
                {
                    TryJob(satellite, job);
                }
            }
            else if (string.Equals(satellite.Name, ((DownlinkRequest)request).Satellite, StringComparison.Ordinal))
            {
                TryDownlinks(satellite, world.Ready((DownlinkRequest)request).UtcTicks, null, 0, 0);
            }
        }

        return _best is { } best ? (best.Primary, new DateTimeOffset(best.Completion, TimeSpan.Zero)) : null;
    }

    private void TryJob(Satellite satellite, JobRequest job)
    {
        var work = World.ComputeTime(job, satellite)!.Value.Ticks;
        var energy = satellite.Power is { } power ? power.ComputeWatts * work / TimeSpan.TicksPerHour : double.PositiveInfinity;
        foreach (var station in world.Fleet.Stations)
        {
            if (world.TransferTime(job.UplinkBytes, satellite, station, up: true) is not { } up)
            {
                continue;
            }

            for (var antenna = 0; antenna < station.Antennas; antenna++)
            {
                for (var second = 0; second < _seconds; second++)
                {
                    var start = _zero + (second * Second);
                    if (FirstStart(satellite, start + up.Ticks, work) is not { } begin)
                    {
                        continue;
                    }

                    var ready = begin + work + world.Fleet.Rules.ComputeMargin.Ticks;
                    TrySingle(satellite, station, antenna, start, ready, energy);

                    var contact = Contact(start, Math.Max(up.Ticks + world.Fleet.Rules.TransferMargin.Ticks, station.MinimumContact.Ticks));
                    if (world.ContactFault(job, satellite, station, antenna, contact, up: true, down: false) is null)
                    {
                        TryDownlinks(satellite, ready, (station, antenna, contact), World.Cost(station, contact.Duration), energy);
                    }
                }
            }
        }
    }

    // Null when the work may not be on board at that instant, for others would be late.
    private long? FirstStart(Satellite satellite, long arrival, long work)
    {
        if (!_starts.TryGetValue((satellite.Name, arrival, work), out var start))
        {
            // As planned, any later instant will do; in order of arrival there is one and no other.
            for (var planned = arrival; start is null; planned += Second)
            {
                start = world.StartOnBoard(satellite, new(arrival, TimeSpan.Zero), new Interval(planned, planned + work))?.UtcTicks;
                if (satellite.ExecutionOrder is ExecutionOrder.InOrderOfArrival)
                {
                    break;
                }
            }

            _starts[(satellite.Name, arrival, work)] = start;
        }

        return start;
    }

    private void TrySingle(Satellite satellite, Station station, int antenna, long start, long ready, double energy)
    {
        if (world.TransferTime(request.DownlinkBytes, satellite, station, up: false) is not { } down)
        {
            return;
        }

        var completion = ready + down.Ticks;
        var needed = completion + world.Fleet.Rules.TransferMargin.Ticks - start;
        var length = Math.Max(needed, station.MinimumContact.Ticks);
        for (var early = 0L; early <= length - needed; early += Second)
        {
            if (world.ContactFault(request, satellite, station, antenna, Contact(start - early, length), up: true, down: true) is null)
            {
                Offer(World.Cost(station, new TimeSpan(length)), energy, completion);
            }
        }
    }

    private void TryDownlinks(Satellite satellite, long ready, (Station Station, int Antenna, Interval Contact)? uplink, decimal cost, double energy)
    {
        if (_best is { } best && request.Objective == Objective.EarliestCompletion && ready >= best.Completion)
        {
            return;
        }

        foreach (var station in world.Fleet.Stations)
        {
            if (world.TransferTime(request.DownlinkBytes, satellite, station, up: false) is not { } down)
            {
                continue;
            }

            var length = Math.Max(down.Ticks + world.Fleet.Rules.TransferMargin.Ticks, station.MinimumContact.Ticks);
            for (var antenna = 0; antenna < station.Antennas; antenna++)
            {
                var first = uplink is { } u ? (int)((u.Contact.EndTicks - _zero) / Second) : 0;
                for (var second = first; second < _seconds; second++)
                {
                    var contact = Contact(_zero + (second * Second), length);
                    var begin = Math.Max(contact.StartTicks, ready);
                    if (begin + down.Ticks + world.Fleet.Rules.TransferMargin.Ticks <= contact.EndTicks
                        && world.ContactFault(request, satellite, station, antenna, contact, up: false, down: true) is null
                        && GoesWith(uplink, station, antenna, contact)
                        && !IsOneContact(satellite, uplink, station, contact))
                    {
                        Offer(cost + World.Cost(station, contact.Duration), energy, begin + down.Ticks);
                        break;
                    }
                }
            }
        }
    }

    private static bool GoesWith((Station Station, int Antenna, Interval Contact)? uplink, Station station, int antenna, Interval contact) =>
        uplink is not { } u
        || (!u.Contact.Overlaps(contact)
            && (u.Station != station || u.Antenna != antenna || World.Apart(u.Contact, contact, station.Turnaround)));

    /// <summary>Uplink and downlink that one antenna could carry in one contact count only as that contact.</summary>
    private bool IsOneContact(Satellite satellite, (Station Station, int Antenna, Interval Contact)? uplink, Station station, Interval contact) =>
        uplink is { } u && u.Station == station
        && Enumerable.Range(0, station.Antennas).Any(antenna => world.ContactFault(
            request, satellite, station, antenna, new Interval(u.Contact.StartTicks, contact.EndTicks), up: true, down: true) is null);

    private void Offer(decimal cost, double energy, long completion)
    {
        if (completion > (request.Deadline?.UtcTicks ?? long.MaxValue))
        {
            return;
        }

        var primary = request.Objective switch
        {
            Objective.LowestCost => (double)cost,
            Objective.LowestEnergy => energy,
            _ => 0,
        };
        if (_best is not { } best || (primary, completion).CompareTo((best.Primary, best.Completion)) < 0)
        {
            _best = (primary, completion);
        }
    }

    private static Interval Contact(long start, long length) => new(start, start + length);
}
