using Orbit.Api.V1Alpha1;
using Orbit.Api.V1Alpha1.GroundLinks;
using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Api.V1Alpha1.SatelliteNodes;
using Orbit.Kubernetes.Objects;
using Orbit.Planning.Fleets;
using Orbit.Visibility.Intervals;
using ApiExecutionOrder = Orbit.Api.V1Alpha1.SatelliteNodes.ExecutionOrder;
using ExecutionOrder = Orbit.Planning.Fleets.ExecutionOrder;
using ApiBand = Orbit.Api.V1Alpha1.RadioBand;

namespace Orbit.Operator.Snapshots;

/// <summary>Turns what the stores hold into the planner's fleet.</summary>
internal static class FleetSnapshot
{
    private static readonly IReadOnlyDictionary<string, string> NoLabels = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The fleet at <paramref name="now"/>, mission time; <paramref name="leftOnBoard"/> is work of jobs that are gone.</summary>
    public static Fleet Build(
        DateTimeOffset now,
        Interval horizon,
        IReadOnlyList<SatelliteNode> satellites,
        IReadOnlyList<GroundLink> groundLinks,
        IReadOnlyList<OrbitalInferenceJob> jobs,
        Func<string, PassTimeline> passes,
        PlanningRules rules,
        IReadOnlyCollection<ComputeReservation>? leftOnBoard = null) => new()
        {
            Now = now,
            Horizon = horizon,
            Satellites = [.. satellites.Where(s => s.Metadata.DeletionTimestamp is null).Select(s => Of(s, groundLinks, now, passes))],
            Stations = [.. groundLinks.Where(g => g.Metadata.DeletionTimestamp is null).Select(Of)],
            Bookings = [.. groundLinks.SelectMany(g => Bookings(g, now))],
            ComputeReservations = [.. jobs.Select(j => ComputeReservations.Of(j, now)).OfType<ComputeReservation>(), .. leftOnBoard ?? []],
            Currency = Currency(groundLinks) ?? "USD",
            Rules = rules,
        };

    // That in which most stations have a price; the first by its name if several are as frequent.
    private static string? Currency(IReadOnlyList<GroundLink> groundLinks) =>
        groundLinks.Select(g => g.Spec.Price).OfType<ContactPrice>().Where(p => p.PerContact != 0 || p.PerMinute != 0)
            .GroupBy(p => p.Currency, StringComparer.Ordinal)
            .OrderByDescending(c => c.Count()).ThenBy(c => c.Key, StringComparer.Ordinal)
            .FirstOrDefault()?.Key;

    private static Satellite Of(SatelliteNode satellite, IReadOnlyList<GroundLink> groundLinks, DateTimeOffset now, Func<string, PassTimeline> passes)
    {
        var name = satellite.Metadata.Name!;
        var readiness = SatelliteReadiness.Of(satellite, SatelliteHealth.Of(name, groundLinks), now);
        var spec = satellite.Spec;
        return Computer(satellite) with
        {
            Labels = satellite.Metadata.Labels ?? NoLabels,
            NotSchedulable = NotSchedulable(satellite, readiness),
            TeraOperationsPerSecond = spec.Compute.Tops,
            MemoryBytes = spec.Compute.Memory?.ToInt64(),
            Models = spec.Compute.Models.ToDictionary(m => m.Name, m => m.TokensPerSecond, StringComparer.Ordinal),
            Bands = Of(spec.Radio.Bands),
            Power = spec.Power is { } p ? new Orbit.Planning.Fleets.PowerBudget(p.ComputeWatts, p.BatteryWattHours, p.MinimumChargePercent) : null,
            PassMargin = readiness.Elements is { } elements ? PassMargins.Of(elements, now) : default,
            Passes = passes(name),
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

    private static Station Of(GroundLink groundLink)
    {
        var spec = groundLink.Spec;
        return new Station
        {
            Name = groundLink.Metadata.Name!,
            Labels = groundLink.Metadata.Labels ?? NoLabels,
            Country = spec.Country,
            Antennas = spec.Antennas,
            Bands = Of(spec.Bands),
            Turnaround = spec.Turnaround,
            MinimumContact = spec.MinimumContact,
            LeadTime = spec.LeadTime,
            Price = spec.Price is { } p ? new Price(p.PerContact, p.PerMinute, p.Currency) : Price.Free,
            Maintenance = [.. spec.Maintenance.Where(m => m.End > m.Start).Select(m => new Interval(m.Start, m.End))],
            SatelliteSelector = JobRequests.Selector(spec.SatelliteSelector),
            Available = IsAvailable(groundLink),
        };
    }

    // A station whose gateway does not answer now would take a plan and never confirm it.
    private static bool IsAvailable(GroundLink groundLink) =>
        StationProblems.Of(groundLink) is null && groundLink.Status?.Conditions.FindCondition(ConditionTypes.Ready) is not { Status: V1Condition.False };

    private static IReadOnlyList<Orbit.Planning.Fleets.RadioBand> Of(IReadOnlyList<ApiBand> bands) =>
        [.. bands.Select(b => new Orbit.Planning.Fleets.RadioBand(b.Name, (double)(b.UplinkBitsPerSecond?.Value ?? 0), (double)(b.DownlinkBitsPerSecond?.Value ?? 0)))];

    // A contact that was cancelled or is over no longer holds its antenna.
    private static IEnumerable<Booking> Bookings(GroundLink groundLink, DateTimeOffset now) =>
        from contact in groundLink.Status?.Contacts ?? []
        where contact.State is not (BookedContactState.Cancelled or BookedContactState.ProviderCancelled)
            && contact.End + groundLink.Spec.Turnaround > now && contact.End >= contact.Start
        select new Booking(contact.Name, groundLink.Metadata.Name!, contact.Antenna, contact.Satellite, new Interval(contact.Start, contact.End));

    private static string? NotSchedulable(SatelliteNode satellite, SatelliteReadiness readiness) =>
        satellite.Spec.Unschedulable ? "cordoned"
        : satellite.Spec.Role is not SatelliteRole.Inference ? "not for inference"
        : satellite.Status?.Conditions.FindCondition(ConditionTypes.Ready)?.Reason is SatelliteReadiness.NodeNameTaken ? "its node's name is taken"
        : readiness.IsReady ? null
        : Words(readiness.Reason);

    private static string Words(string reason) => reason switch
    {
        "InvalidElements" => "invalid elements",
        "ElementsOfTheFuture" => "elements of the future",
        SatelliteReadiness.StaleElements => "stale elements",
        SatelliteReadiness.Decayed => "decayed",
        _ => "contacts missed",
    };
}
