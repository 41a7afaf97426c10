using Orbit.Api.V1Alpha1.OrbitalInferenceJobs;
using Orbit.Kubernetes.Metrics;
using Orbit.Kubernetes.Objects;
using Orbit.Operator.Gateways;
using Orbit.Operator.Snapshots;
using Prometheus;

namespace Orbit.Operator.Metrics;

/// <summary>The operator's own figures, beside those of its Kubernetes runtime.</summary>
internal sealed class OperatorMetrics
{
    private readonly Histogram _rounds;
    private readonly Counter _plans;
    private readonly Counter _lostRaces;

    /// <summary>Adds them to a registry.</summary>
    public OperatorMetrics(WorldStores stores, CollectorRegistry registry)
    {
        var factory = Prometheus.Metrics.WithCustomRegistry(registry);
        _rounds = factory.CreateHistogram("orbit_scheduling_round_duration_seconds", "How long a round of planning and booking took.");
        _plans = factory.CreateCounter("orbit_plans_total", "Plans that were booked.");
        _lostRaces = factory.CreateCounter("orbit_bookings_conflicts_total", "Writes of a ledger that met a concurrent change and were made again on top of it.");
        SampledGauge.Add(
            registry, "orbit_jobs", "Jobs by phase.", ["phase"], () => stores.Jobs.List().CountBy(j => j.Status?.Phase ?? JobPhase.Pending).Select(p => (new[] { p.Key.ToString() }, (double)p.Value)));
        SampledGauge.Add(
            registry,
            "orbit_satellites",
            "Satellites by the reason of their Ready condition.",
            ["state"],
            () => stores.Satellites.List().CountBy(s => s.Status?.Conditions.FindCondition("Ready")?.Reason ?? "Unknown", StringComparer.Ordinal).Select(s => (new[] { s.Key }, (double)s.Value)));
        SampledGauge.Add(
            registry,
            "orbit_contacts_booked",
            "Contacts in the ledgers that are not over, by provider.",
            ["provider"],
            () => stores.GroundLinks.List()
                .GroupBy(g => g.Spec.Provider, StringComparer.Ordinal)
                .Select(p => (new[] { p.Key }, (double)p.Sum(g => (g.Status?.Contacts ?? []).Count(c => !LedgerUpkeep.IsFinal(c.State))))));
    }

    /// <summary>A round of planning is done.</summary>
    public void RoundDone(TimeSpan duration) => _rounds.Observe(duration.TotalSeconds);

    /// <summary>A plan stands in the ledgers and in its job.</summary>
    public void PlanBooked() => _plans.Inc();

    /// <summary>A ledger changed between its reading and its writing.</summary>
    public void RaceLost() => _lostRaces.Inc();
}
