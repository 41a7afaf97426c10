using Orbit.Planning.Fleets;
using Orbit.Visibility.Contacts;
using Orbit.Visibility.Intervals;

namespace Orbit.Planning.Tests.Building;

/// <summary>Makes fleets in which every instant is a whole number of seconds after <see cref="Zero"/>.</summary>
/// <remarks>Unless a test says otherwise: one antenna, no turnaround, no margins, radios of 8 bit/s, so that a byte takes a second.</remarks>
internal sealed class FleetBuilder
{
    public static readonly DateTimeOffset Zero = new(2026, 8, 22, 0, 0, 0, TimeSpan.Zero);

    private readonly SortedDictionary<string, Satellite> _satellites = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Station> _stations = new(StringComparer.Ordinal);
    private readonly List<(string Satellite, string Station, Pass Pass)> _passes = [];
    private readonly List<Booking> _bookings = [];
    private readonly List<ComputeReservation> _reservations = [];
    private PlanningRules _rules = new()
    {
        ReactionTime = TimeSpan.Zero,
        TransferMargin = TimeSpan.Zero,
        ComputeMargin = TimeSpan.Zero,
    };

    private int _horizon = 3600;
    private int _now;

    public static DateTimeOffset At(double seconds) => Zero.AddSeconds(seconds);

    public static Interval Span(double start, double end) => new(At(start), At(end));

    public FleetBuilder Satellite(string name, Func<Satellite, Satellite>? with = null)
    {
        var satellite = new Satellite
        {
            Name = name,
            NoradId = 60000 + _satellites.Count,
            Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = name },
            TeraOperationsPerSecond = 1,
            MemoryBytes = 16L << 30,
            Models = new Dictionary<string, double?>(StringComparer.Ordinal) { ["qwen3-8b"] = 1 },
            Bands = [new RadioBand("S", 8, 8)],
        };
        _satellites.Add(name, with?.Invoke(satellite) ?? satellite);
        return this;
    }

    public FleetBuilder Station(string name, Func<Station, Station>? with = null)
    {
        var station = new Station
        {
            Name = name,
            Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = name },
            Bands = [new RadioBand("S", 8, 8)],
            Turnaround = TimeSpan.Zero,
        };
        _stations.Add(name, with?.Invoke(station) ?? station);
        return this;
    }

    public FleetBuilder Pass(string satellite, string station, int start, int end, double culmination = 45)
    {
        var pass = new Pass(Span(start, end), At((start + end) / 2.0), culmination, ClippedStart: false, ClippedEnd: false);
        _passes.Add((satellite, station, pass));
        return this;
    }

    public FleetBuilder Booked(string station, string satellite, int start, int end, int antenna = 0)
    {
        _bookings.Add(new Booking($"booked-{_bookings.Count}", station, antenna, satellite, Span(start, end)));
        return this;
    }

    /// <summary>Keeps an accelerator; the work arrives just as it starts unless a test says otherwise.</summary>
    public FleetBuilder Computing(string satellite, int start, int end, int? arrival = null, string? job = null)
    {
        _reservations.Add(new ComputeReservation(satellite, job ?? $"default/computing-{_reservations.Count}", Span(start, end), At(arrival ?? start)));
        return this;
    }

    public FleetBuilder Rules(Func<PlanningRules, PlanningRules> with)
    {
        _rules = with(_rules);
        return this;
    }

    public FleetBuilder Now(int seconds)
    {
        _now = seconds;
        return this;
    }

    public FleetBuilder Horizon(int seconds)
    {
        _horizon = seconds;
        return this;
    }

    public Fleet Build() => new()
    {
        Now = At(_now),
        Horizon = new Interval(At(_now), At(_now + _horizon)),
        Satellites = [.. _satellites.Values.Select(s => s with { Passes = Timeline(s.Name) })],
        Stations = [.. _stations.Values],
        Bookings = [.. _bookings],
        ComputeReservations = [.. _reservations],
        Rules = _rules,
    };

    private PassTimeline Timeline(string satellite) => PassTimeline.Create(
        _stations.Keys.Select(station => KeyValuePair.Create<string, IReadOnlyList<Pass>>(
            station,
            [.. _passes.Where(p => (p.Satellite, p.Station).Equals((satellite, station))).Select(p => p.Pass).OrderBy(p => p.Window)])));
}
