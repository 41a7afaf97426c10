using Orbit.Planning.Fleets;
using Orbit.Planning.Requests;
using Orbit.Planning.Tests.Building;
using static Orbit.Planning.Tests.Building.FleetBuilder;
using static Orbit.Planning.Tests.Building.Requests;

namespace Orbit.Planning.Tests.Checking;

/// <summary>Small fleets and requests that use every rule now and then, the same for the same seed.</summary>
internal sealed class RandomFleets(int seed)
{
    private static readonly IReadOnlyDictionary<string, PassTrim> NoTrims = new Dictionary<string, PassTrim>(StringComparer.Ordinal);

    private readonly Random _random = new(seed);

    public Fleet Fleet(int satellites, int stations, int horizon, int antennas = 2)
    {
        var now = _random.Next(20);
        var builder = new FleetBuilder().Now(now).Horizon(horizon).Rules(r => r with
        {
            ReactionTime = Seconds(4),
            TransferMargin = Seconds(3),
            ComputeMargin = Seconds(3),
            RateShare = Rarely() ? 0.5 : 1,
        });
        var satelliteNames = Names("sat", satellites);
        var stationNames = Names("gs", stations);
        foreach (var name in satelliteNames)
        {
            builder.Satellite(name, RandomSatellite);
        }

        foreach (var name in stationNames)
        {
            builder.Station(name, s => RandomStation(s, now + horizon, antennas));
        }

        foreach (var satellite in satelliteNames)
        {
            foreach (var station in stationNames)
            {
                for (var start = _random.Next(-20, horizon); start < now + horizon; start += _random.Next(20, horizon))
                {
                    var end = start + _random.Next(1, 90);
                    builder.Pass(satellite, station, start, end, _random.Next(10, 90));
                    start = end + 1;
                }
            }
        }

        var arrivals = new List<(string Satellite, int Instant)>();
        for (var i = _random.Next(5); i > 0; i--)
        {
            var start = _random.Next(now - 20, now + horizon);
            var (satellite, end) = (Any(satelliteNames), start + _random.Next(1, 40));
            builder.Booked(Any(stationNames), satellite, start, end, _random.Next(antennas));
            arrivals.Add((satellite, end));
        }

        // What was planned before: on board already, or sent up in one of the contacts that are booked.
        for (var i = _random.Next(4); i > 0; i--)
        {
            var (satellite, arrival) = arrivals.Count == 0 || _random.Next(2) == 0
                ? (Any(satelliteNames), _random.Next(now - 20, now))
                : arrivals[_random.Next(arrivals.Count)];
            var start = Rarely() ? _random.Next(now - 20, now + horizon) : arrival + _random.Next(40);
            builder.Computing(satellite, start, start + _random.Next(1, 60), arrival, Rarely() ? "default/down-3" : null);
        }

        return builder.Build();
    }

    public JobRequest RandomJob(int number) => Common(Job($"default/job-{number}") with
    {
        UplinkBytes = 2 * _random.Next(1, 5),
        Work = _random.Next(3) switch
        {
            0 => Work.Tokens(2 * _random.Next(1, 30)),
            1 => Work.TeraOperations(2 * _random.Next(1, 30)),
            _ => Work.Lasting(TimeSpan.FromSeconds(_random.Next(1, 40))),
        },
        MemoryBytes = Rarely() ? 32L << 30 : 0,
        SatelliteSelector = Rarely() ? Named("sat-0") : null,
        Tolerations = Rarely() ? _ => true : null,
        UplinkSelector = Rarely() ? Named("gs-0") : null,
        AvoidedSatellites = Rarely() ? ["sat-1"] : [],
    });

    public DownlinkRequest RandomDownlink(int number, Fleet fleet) => Common(Downlink(
        fleet.Satellites[_random.Next(fleet.Satellites.Count)].Name,
        (fleet.Now - Zero).TotalSeconds + _random.Next(-50, 100),
        $"default/down-{number}"));

    private T Common<T>(T request)
        where T : PlanningRequest => request with
        {
            Priority = _random.Next(3),
            Submitted = At(_random.Next(10)),
            DownlinkBytes = 2 * _random.Next(1, 6),
            Objective = (Objective)_random.Next(3),
            Deadline = _random.Next(3) == 0 ? At(_random.Next(30, 300)) : null,
            DownlinkSelector = Rarely() ? Named("gs-1") : null,
            AllowedCountries = Rarely() ? ["NO"] : [],
            ExcludedWindows = Rarely()
                ? [new ExcludedWindow(Rarely() ? null : "sat-0", Rarely() ? null : "gs-0", Span(_random.Next(60), _random.Next(60, 120)))]
                : [],
        };

    private Satellite RandomSatellite(Satellite s) => s with
    {
        NotSchedulable = Rarely() ? "cordoned" : null,
        Accelerators = _random.Next(1, 4),
        ExecutionOrder = (ExecutionOrder)_random.Next(2),
        Taints = Rarely() ? [Taint.Cordon, new Taint("maintenance", "yes", "NoSchedule")] : [],
        Models = Rarely()
            ? new Dictionary<string, double?>(StringComparer.Ordinal)
            : new Dictionary<string, double?>(StringComparer.Ordinal) { ["qwen3-8b"] = Rarely() ? null : _random.Next(1, 3) },
        TeraOperationsPerSecond = _random.Next(1, 3),
        Bands = [new RadioBand("S", 8 * _random.Next(1, 3), 8 * _random.Next(1, 3)), new RadioBand("X", 0, 16)],
        Power = _random.Next(2) == 0 ? new PowerBudget(_random.Next(100, 102), Rarely() ? 0.5 : 100, 20) : null,
        Thermal = _random.Next(2) == 0 ? new ThermalLimits(Rarely() ? TimeSpan.FromSeconds(10) : null, Seconds(20)) : null,
        PassMargin = Seconds(4),
        PassTrims = Rarely() ? new Dictionary<string, PassTrim>(StringComparer.Ordinal) { ["gs-0"] = new(Seconds(9), Seconds(9)) } : NoTrims,
    };

    private Station RandomStation(Station s, int end, int antennas) => s with
    {
        Antennas = _random.Next(1, antennas + 1),
        Available = !Rarely(),
        Country = Rarely() ? "US" : "NO",
        Bands = Rarely() ? [new RadioBand("X", 0, 16)] : [new RadioBand("S", 16, 8), new RadioBand("X", 0, 8 * _random.Next(1, 3))],
        Turnaround = Seconds(15),
        MinimumContact = Rarely() ? Seconds(30) : Seconds(5),
        ReactionTime = Rarely() ? Seconds(20) : null,
        LeadTime = Rarely() ? Seconds(30) : TimeSpan.Zero,
        Price = new Price(_random.Next(3), 6 * _random.Next(3)),
        Maintenance = Rarely() ? [MaintenanceFrom(_random.Next(end))] : [],
        SatelliteSelector = Rarely() ? l => !Named("sat-0")(l) : null,
    };

    private Visibility.Intervals.Interval MaintenanceFrom(int start) => Span(start, start + _random.Next(1, 60));

    private bool Rarely() => _random.Next(8) == 0;

    private TimeSpan Seconds(int below) => TimeSpan.FromSeconds(_random.Next(below));

    private string Any(string[] names) => names[_random.Next(names.Length)];

    private static string[] Names(string prefix, int count) => [.. Enumerable.Range(0, count).Select(i => $"{prefix}-{i}")];
}
