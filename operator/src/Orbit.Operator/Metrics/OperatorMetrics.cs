using System.Diagnostics.Metrics;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Gateways;
using Orbit.Operator.Snapshots;

namespace Orbit.Operator.Metrics;

/// <summary>The operator's own figures, beside those of its Kubernetes runtime.</summary>
internal sealed class OperatorMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Orbit.Operator";

    private readonly Meter _meter = new(MeterName);
    private readonly Histogram<double> _rounds;
    private readonly Counter<long> _plans;
    private readonly Counter<long> _lostRaces;

    public OperatorMetrics(WorldStores stores)
    {
        _rounds = _meter.CreateHistogram<double>("orbit_scheduling_round_duration_seconds", "s", "How long a round of planning and booking took.");
        _plans = _meter.CreateCounter<long>("orbit_plans_total", description: "Plans that were booked.");
        _lostRaces = _meter.CreateCounter<long>("orbit_bookings_conflicts_total", description: "Writes of a ledger that met a concurrent change and were made again on top of it.");
        _meter.CreateObservableGauge(
            "orbit_jobs",
            () => stores.Jobs.List()
                .GroupBy(j => j.Status?.Phase ?? Api.V1Alpha1.OrbitalInferenceJobs.JobPhase.Pending)
                .Select(g => new Measurement<int>(g.Count(), new KeyValuePair<string, object?>("phase", g.Key.ToString()))),
            description: "Jobs by phase.");
        _meter.CreateObservableGauge(
            "orbit_satellites",
            () => stores.Satellites.List()
                .GroupBy(s => s.Status?.Conditions.FindCondition("Ready")?.Reason ?? "Unknown", StringComparer.Ordinal)
                .Select(g => new Measurement<int>(g.Count(), new KeyValuePair<string, object?>("state", g.Key))),
            description: "Satellites by the reason of their Ready condition.");
        _meter.CreateObservableGauge(
            "orbit_contacts_booked",
            () => stores.GroundLinks.List()
                .GroupBy(g => g.Spec.Provider, StringComparer.Ordinal)
                .Select(p => new Measurement<int>(
                    p.Sum(g => (g.Status?.Contacts ?? []).Count(c => !LedgerUpkeep.IsFinal(c.State))), new KeyValuePair<string, object?>("provider", p.Key))),
            description: "Contacts in the ledgers that are not over, by provider.");
    }

    /// <summary>A round of planning is done.</summary>
    public void RoundDone(TimeSpan duration) => _rounds.Record(duration.TotalSeconds);

    /// <summary>A plan stands in the ledgers and in its job.</summary>
    public void PlanBooked() => _plans.Add(1);

    /// <summary>A ledger changed between its reading and its writing.</summary>
    public void RaceLost() => _lostRaces.Add(1);

    public void Dispose() => _meter.Dispose();
}
