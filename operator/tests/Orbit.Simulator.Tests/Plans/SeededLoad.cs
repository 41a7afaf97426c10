using Microsoft.Extensions.Logging.Abstractions;
using Orbit.Astrodynamics.Elements;
using Orbit.Astrodynamics.Sgp4;
using Orbit.Gateway.Contract;
using Orbit.Gateway.Tests;
using Orbit.Planning;
using Orbit.Planning.Fleets;
using Orbit.Planning.Outcomes;
using Orbit.Planning.Requests;
using Orbit.Simulator.Constellations;
using Orbit.Simulator.Inference;
using Orbit.Simulator.Log;
using Orbit.Simulator.Simulation;
using Orbit.Simulator.Tests.Support;
using Orbit.Visibility.Contacts;
using Orbit.Visibility.Intervals;
using ExecutionOrder = Orbit.Planning.Fleets.ExecutionOrder;
using ModelOrder = Orbit.Simulator.Constellations.ExecutionOrder;

namespace Orbit.Simulator.Tests.Plans;

/// <summary>Jobs at random instants on real satellites: each is planned, booked and staged in the simulator as the operator does it, without a fault or a delay.</summary>
internal sealed class SeededLoad
{
    private const string Model = "qwen3-8b";
    private static readonly DateTimeOffset Start = ReferenceWindows.Day;
    private static readonly Interval Horizon = new(Start, Start.AddHours(24));
    private static readonly IReadOnlyList<MeanElements> Elements =
        ElementReader.Read(File.ReadAllText(RepositoryFiles.Data("three_body", "scs01_2026-08-22.tle"))).Elements;

    // The passes are the same for every seed, and finding them takes longer than everything else.
    private static readonly Lazy<IReadOnlyList<IReadOnlyList<IReadOnlyList<Pass>>>> Passes = new(FindPasses);

    private readonly Random _random;
    private readonly ManualTimeProvider _clock = new(Start);
    private readonly World _world;
    private readonly Fleet _empty;

    public SeededLoad(int seed, ExecutionOrder order)
    {
        _random = new Random(seed);
        var satellites = Enumerable.Range(0, 3).Select(i => Satellite(i, order)).ToArray();
        var stations = ReferenceWindows.Stations.Select(s => Station(s.Name)).ToArray();
        _empty = new Fleet { Now = Start, Horizon = Horizon, Satellites = satellites, Stations = stations };
        var constellation = new Constellation(
            satellites.Select((s, i) => Simulated(s, i)).ToDictionary(s => s.NoradId),
            stations.Select(Simulated).ToDictionary(s => s.Name, StringComparer.Ordinal));
        _world = new World(
            constellation, new PropagatedSky(constellation), new SimulatedInference(), new WorldRules(), _clock, new PhysicalLog(NullLogger<PhysicalLog>.Instance));
    }

    /// <summary>The jobs that have a plan.</summary>
    public List<PlannedJob> Jobs { get; } = [];

    /// <summary>The satellites.</summary>
    public IReadOnlyList<Satellite> Satellites => _empty.Satellites;

    /// <summary>Submits jobs in rounds, now and then deletes one whose uplink has not begun, and lets a day pass.</summary>
    public PhysicalLogView Run(int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            _clock.Advance(TimeSpan.FromSeconds(_random.Next(1, 900)));
            if (_random.Next(3) == 0)
            {
                DeleteOne();
            }

            var requests = Enumerable.Range(0, _random.Next(1, 12)).Select(i => Request($"job-{round}-{i}")).ToArray();
            foreach (var plan in Planner.Plan(Fleet(), requests).Plans)
            {
                Book(new PlannedJob((JobRequest)plan.Request, plan));
            }
        }

        _clock.AdvanceTo(Horizon.End);
        return _world.Log();
    }

    /// <summary>What became of a contact.</summary>
    public GatewayContact Contact(string id) => _world.Contact(id);

    private void DeleteOne()
    {
        var waiting = Jobs.Where(j => !j.Deleted && j.Plan.Uplink!.Contact.Start > _clock.GetUtcNow()).ToArray();
        if (waiting.Length > 0)
        {
            var job = waiting[_random.Next(waiting.Length)];
            job.Deleted = true;
            foreach (var contact in new[] { job.UplinkContact, job.DownlinkContact }.Distinct(StringComparer.Ordinal))
            {
                _world.Cancel(contact);
            }
        }
    }

    private Fleet Fleet() => (_empty with { Now = _clock.GetUtcNow() }).With([.. Jobs.Where(j => !j.Deleted).Select(j => j.Plan)]);

    private JobRequest Request(string key) => new()
    {
        Key = key,
        Submitted = _clock.GetUtcNow(),
        Priority = _random.Next(3),
        Model = Model,
        Work = Work.Lasting(TimeSpan.FromSeconds(_random.Next(4) == 0 ? _random.Next(100, 900) : _random.Next(1, 60))),
        UplinkBytes = _random.Next(1, 4_000_000),
        DownlinkBytes = 1_000_000,
        Objective = (Objective)_random.Next(3),
        UplinkSelector = Some(),
        DownlinkSelector = Some(),
    };

    // Half of the stations, so that up- and downlinks often lie in different passes and bundles overtake each other.
    private LabelSelector? Some()
    {
        var odd = _random.Next(3);
        return odd == 2 ? null : labels => int.Parse(labels["number"]) % 2 == odd;
    }

    private void Book(PlannedJob job)
    {
        var plan = job.Plan;
        Book(job.UplinkContact, plan, plan.Uplink!, plan.SingleContact ? ContactPurpose.UplinkAndDownlink : ContactPurpose.Uplink);
        if (!plan.SingleContact)
        {
            Book(job.DownlinkContact, plan, plan.Downlink, ContactPurpose.Downlink);
        }

        _world.Stage(job.UplinkContact, new Bundle
        {
            AttemptId = job.AttemptId,
            Job = new BundleJob { Namespace = "default", Name = job.Request.Key, Uid = job.Request.Key },
            Model = Model,
            Input = new BundleInput { Text = "Why is the sky blue?" },
            SizeBytes = Math.Max(100, job.Request.UplinkBytes),
            Work = new BundleWork { Duration = TimeSpan.FromSeconds(job.Request.Work.Amount) },
            PlannedStart = plan.Compute!.Value.Start,
            MaximumResultBytes = job.Request.DownlinkBytes,
        });
        _world.Request(job.DownlinkContact, job.AttemptId);
        Jobs.Add(job);
    }

    private void Book(string id, Plan plan, ContactSlot slot, ContactPurpose purpose) => _world.Book(id, new ContactBooking
    {
        Station = slot.Station,
        NoradId = plan.NoradId,
        Antenna = slot.Antenna,
        Start = slot.Contact.Start,
        End = slot.Contact.End,
        Purpose = purpose,
    });

    private Satellite Satellite(int index, ExecutionOrder order) => new()
    {
        Name = $"sat-{index}",
        NoradId = Elements[index].CatalogNumber,
        ExecutionOrder = order,
        Accelerators = _random.Next(1, 4),
        Models = new Dictionary<string, double?>(StringComparer.Ordinal) { [Model] = 20 },
        Thermal = _random.Next(3) == 0 ? null : new ThermalLimits(null, TimeSpan.FromSeconds(_random.Next(1, 120))),
        Bands = [new RadioBand("X", 2e6, 1e6)],
        Passes = PassTimeline.Create(ReferenceWindows.Stations.Select((s, i) => KeyValuePair.Create(s.Name, Passes.Value[index][i]))),
    };

    private Station Station(string name) => new()
    {
        Name = name,
        Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["number"] = $"{ReferenceWindows.Stations.Select(s => s.Name).ToList().IndexOf(name)}" },
        Antennas = _random.Next(1, 3),
        Bands = [new RadioBand("X", 4e6, 8e6)],
        Turnaround = TimeSpan.FromSeconds(_random.Next(60)),
        MinimumContact = TimeSpan.FromSeconds(_random.Next(3) == 0 ? 60 : 0),
    };

    private static SatelliteModel Simulated(Satellite satellite, int index) => new()
    {
        NoradId = satellite.NoradId,
        Name = satellite.Name,
        Elements = Elements[index],
        ExecutionOrder = satellite.ExecutionOrder is ExecutionOrder.AsPlanned ? ModelOrder.AsPlanned : ModelOrder.InOrderOfArrival,
        Accelerators = satellite.Accelerators,
        CoolDown = satellite.Thermal?.CoolDown ?? TimeSpan.Zero,
        Models = satellite.Models,
        Bands = [.. satellite.Bands.Select(b => new Band(b.Name, (decimal)b.UplinkBitsPerSecond, (decimal)b.DownlinkBitsPerSecond))],
    };

    private static StationModel Simulated(Station station)
    {
        var site = ReferenceWindows.Stations.Single(s => string.Equals(s.Name, station.Name, StringComparison.Ordinal));
        return new StationModel
        {
            Name = station.Name,
            Site = new GroundSite(station.Name, site.Latitude, site.Longitude, site.Altitude),
            Mask = HorizonMask.Flat(10),
            Antennas = station.Antennas,
            Bands = [.. station.Bands.Select(b => new Band(b.Name, (decimal)b.UplinkBitsPerSecond, (decimal)b.DownlinkBitsPerSecond))],
            Turnaround = station.Turnaround,
            MinimumContact = station.MinimumContact,
        };
    }

    private static IReadOnlyList<IReadOnlyList<IReadOnlyList<Pass>>> FindPasses()
    {
        MaskedSite[] sites = [.. ReferenceWindows.Stations.Select(s => new MaskedSite(new GroundSite(s.Name, s.Latitude, s.Longitude, s.Altitude), HorizonMask.Flat(10)))];
        return [.. Elements.Take(3).Select(e => PassFinder.Find(Sgp4Propagator.Create(e), sites, Horizon))];
    }
}
