using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Gateways;
using Orbit.Operator.Nodes;
using Orbit.Planning.Fleets;
using Orbit.Visibility.Intervals;
using ApiBand = Orbit.Api.V1Alpha1.RadioBand;
using ApiExecutionOrder = Orbit.Api.V1Alpha1.SatelliteNodes.ExecutionOrder;
using ExecutionOrder = Orbit.Planning.Fleets.ExecutionOrder;

namespace Orbit.Operator.Snapshots;

/// <summary>Turns what the stores hold into the planner's fleet.</summary>
internal static class FleetSnapshot
{
    private static readonly IReadOnlyDictionary<string, PassTrim> NoTrims = new Dictionary<string, PassTrim>(StringComparer.Ordinal);

    /// <summary>The fleet at <paramref name="now"/>, mission time.</summary>
    /// <param name="now">The instant of planning.</param>
    /// <param name="horizon">The span for which passes are known.</param>
    /// <param name="sources">What it is made from.</param>
    /// <param name="rules">The planner's margins.</param>
    public static Fleet Build(DateTimeOffset now, Interval horizon, FleetSources sources, PlanningRules rules)
    {
        var (satellites, groundLinks) = (sources.Satellites, sources.GroundLinks);
        var duplicates = Duplicates.Among(satellites, groundLinks);
        // What is booked and reserved under the name of a duplicate takes the antenna, the radio and the accelerator of the one that counts.
        var counts = satellites.ToDictionary(s => s.Metadata.Name!, s => (duplicates.FirstOf(s) ?? s).Metadata.Name!, StringComparer.Ordinal);
        var reservations = sources.Jobs.Select(j => ComputeReservations.Of(j, now)).OfType<ComputeReservation>().Concat(sources.LeftOnBoard);
        return new Fleet
        {
            Now = now,
            Horizon = horizon,
            Satellites = [.. satellites.Where(s => s.Metadata.DeletionTimestamp is null).Select(s => Of(s, sources, duplicates, now))],
            Stations = [.. groundLinks.Where(g => g.Metadata.DeletionTimestamp is null).Select(g => Of(g, sources, duplicates))],
            Bookings = [.. groundLinks.SelectMany(g => Bookings(g, now, (duplicates.FirstOf(g) ?? g).Metadata.Name!, counts))],
            ComputeReservations = [.. reservations.Select(r => r with { Satellite = counts.GetValueOrDefault(r.Satellite, r.Satellite) })],
            Currency = Currency(groundLinks) ?? "USD",
            Rules = rules,
        };
    }

    // That in which most stations have a price; the first by its name if several are as frequent.
    private static string? Currency(IReadOnlyList<GroundLink> groundLinks) =>
        groundLinks.Select(g => g.Spec.Price).OfType<ContactPrice>().Where(p => p.PerContact != 0 || p.PerMinute != 0)
            .GroupBy(p => p.Currency, StringComparer.Ordinal)
            .OrderByDescending(c => c.Count()).ThenBy(c => c.Key, StringComparer.Ordinal)
            .FirstOrDefault()?.Key;

    private static Satellite Of(SatelliteNode satellite, FleetSources sources, Duplicates duplicates, DateTimeOffset now)
    {
        var name = satellite.Metadata.Name!;
        var readiness = SatelliteReadiness.Of(satellite, SatelliteHealth.Of(name, sources.GroundLinks), now);
        var spec = satellite.Spec;
        return Computer(satellite) with
        {
            Labels = satellite.Metadata.LabelsOrEmpty(),
            NotSchedulable = NotSchedulable(satellite, readiness, duplicates),
            Taints = NodeMarks.Of(sources.Node(name)),
            TeraOperationsPerSecond = spec.Compute.Tops,
            MemoryBytes = spec.Compute.Memory?.ToInt64(),
            Models = spec.Compute.Models.ToDictionary(m => m.Name, m => m.TokensPerSecond, StringComparer.Ordinal),
            Bands = Of(spec.Radio.Bands),
            Power = spec.Power is { } p ? new Orbit.Planning.Fleets.PowerBudget(p.ComputeWatts, p.BatteryWattHours, p.MinimumChargePercent) : null,
            PassMargin = readiness.Elements is { } elements ? PassMargins.Of(elements, now) : default,
            PassTrims = readiness.Elements is { } observed ? sources.Corrections.Of(name, observed.Epoch) : NoTrims,
            Passes = sources.Passes(name),
        };
    }

    /// <summary>A satellite without passes and radio: how it runs what is on board.</summary>
    public static Satellite Computer(SatelliteNode satellite) => new()
    {
        Name = satellite.Metadata.Name!,
        NoradId = satellite.Spec.NoradId,
        Accelerators = satellite.Spec.Compute.Accelerators,
        ExecutionOrder = satellite.Spec.Compute.ExecutionOrder is ApiExecutionOrder.AsPlanned ? ExecutionOrder.AsPlanned : ExecutionOrder.InOrderOfArrival,
        Thermal = satellite.Spec.Thermal is { } t ? new Orbit.Planning.Fleets.ThermalLimits(t.MaximumContinuousCompute, t.CoolDown) : null,
    };

    private static Station Of(GroundLink groundLink, FleetSources sources, Duplicates duplicates)
    {
        var spec = groundLink.Spec;
        return new Station
        {
            Name = groundLink.Metadata.Name!,
            Labels = groundLink.Metadata.LabelsOrEmpty(),
            Country = spec.Country,
            Antennas = spec.Antennas,
            Bands = Of(spec.Bands),
            Turnaround = spec.Turnaround,
            MinimumContact = spec.MinimumContact,
            LeadTime = spec.LeadTime,
            ReactionTime = sources.Reaction(groundLink),
            LedgerRoom = sources.LedgerRoom(groundLink),
            Price = spec.Price is { } p ? new Price(p.PerContact, p.PerMinute, p.Currency) : Price.Free,
            Maintenance = [.. spec.Maintenance.Where(m => m.End > m.Start).Select(m => new Interval(m.Start, m.End))],
            SatelliteSelector = JobRequests.Selector(spec.SatelliteSelector),
            Available = IsAvailable(groundLink) && duplicates.FirstOf(groundLink) is null,
        };
    }

    // A station whose gateway does not answer now would take a plan and never confirm it.
    private static bool IsAvailable(GroundLink groundLink) =>
        StationProblems.Of(groundLink) is null && groundLink.Status?.Conditions.FindCondition(ConditionTypes.Ready) is not { Status: ConditionStatus.False };

    private static IReadOnlyList<Orbit.Planning.Fleets.RadioBand> Of(IReadOnlyList<ApiBand> bands) =>
        [.. bands.Select(b => new Orbit.Planning.Fleets.RadioBand(b.Name, (double)(b.UplinkBitsPerSecond?.Value ?? 0), (double)(b.DownlinkBitsPerSecond?.Value ?? 0)))];

    // A contact that was cancelled or is over no longer holds its antenna.
    private static IEnumerable<Booking> Bookings(GroundLink groundLink, DateTimeOffset now, string station, IReadOnlyDictionary<string, string> satellites) =>
        from contact in groundLink.Status?.Contacts ?? []
        where ContactStates.HoldsAntenna(contact.State)
            && contact.End + groundLink.Spec.Turnaround > now && contact.End >= contact.Start
        select new Booking(contact.Name, station, contact.Antenna, satellites.GetValueOrDefault(contact.Satellite, contact.Satellite), new Interval(contact.Start, contact.End));

    private static string? NotSchedulable(SatelliteNode satellite, SatelliteReadiness readiness, Duplicates duplicates) =>
        satellite.Spec.Unschedulable ? "cordoned"
        : satellite.Spec.Role is not SatelliteRole.Inference ? "not for inference"
        : satellite.Status?.Conditions.FindCondition(ConditionTypes.Ready)?.Reason is SatelliteReadiness.NodeNameTaken ? "its node's name is taken"
        : duplicates.FirstOf(satellite) is not null ? "duplicate catalogue number"
        : readiness.IsReady ? null
        : Describe(readiness.Reason);

    private static string Describe(string reason) => reason switch
    {
        "InvalidElements" => "invalid elements",
        SatelliteReadiness.ElementsOfTheFuture => "elements of the future",
        SatelliteReadiness.StaleElements => "stale elements",
        SatelliteReadiness.Decayed => "decayed",
        SatelliteReadiness.NotYetInOrbit => "not yet in orbit",
        _ => "contacts missed",
    };
}
