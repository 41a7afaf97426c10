using Orbit.Kubernetes.Metrics;
using Orbit.Kubernetes.Runtime.LeaderElection;

namespace Orbit.Kubernetes.Runtime.Metrics;

/// <summary>The gauge that says who leads, read from the electors of this process.</summary>
internal static class LeaderStatus
{
    private static readonly LiveSet<LeaderElector> Electors = new();

    static LeaderStatus() => SampledGauge.Add(
        MetricsRegistry.Shared,
        "leader_election_master_status",
        "Whether this program leads by the lease: 1 or 0.",
        ["name"],
        () => Electors.Items.Select(elector => (new[] { elector.Name }, elector.IsLeader ? 1.0 : 0)));

    public static void Register(LeaderElector elector) => Electors.Add(elector);
}
